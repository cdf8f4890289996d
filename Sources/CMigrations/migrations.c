#include "migrations.h"

// #embed is C23; clang takes it in every mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char m0001[] = {
#embed "../../Migrations/0001_catalogue.sql"
};
static const unsigned char m0002[] = {
#embed "../../Migrations/0002_activity.sql"
};
static const unsigned char m0003[] = {
#embed "../../Migrations/0003_appointments.sql"
};
static const unsigned char m0004[] = {
#embed "../../Migrations/0004_keys.sql"
};
static const unsigned char m0005[] = {
#embed "../../Migrations/0005_references.sql"
};
static const unsigned char m0006[] = {
#embed "../../Migrations/0006_history.sql"
};
static const unsigned char m0007[] = {
#embed "../../Migrations/0007_rules.sql"
};
static const unsigned char m0008[] = {
#embed "../../Migrations/0008_scopes.sql"
};
static const unsigned char m0009[] = {
#embed "../../Migrations/0009_questions.sql"
};
static const unsigned char m0010[] = {
#embed "../../Migrations/0010_measures.sql"
};
static const unsigned char m0011[] = {
#embed "../../Migrations/0011_appointment_history.sql"
};
static const unsigned char m0012[] = {
#embed "../../Migrations/0012_appointment_rules.sql"
};
static const unsigned char m0013[] = {
#embed "../../Migrations/0013_appointment_details.sql"
};
static const unsigned char m0014[] = {
#embed "../../Migrations/0014_appointment_measures.sql"
};
static const unsigned char m0015[] = {
#embed "../../Migrations/0015_people.sql"
};
static const unsigned char m0016[] = {
#embed "../../Migrations/0016_published_figures.sql"
};

static const municipal_migration migrations[] = {
    {1, "0001_catalogue.sql", m0001, sizeof m0001},
    {2, "0002_activity.sql", m0002, sizeof m0002},
    {3, "0003_appointments.sql", m0003, sizeof m0003},
    {4, "0004_keys.sql", m0004, sizeof m0004},
    {5, "0005_references.sql", m0005, sizeof m0005},
    {6, "0006_history.sql", m0006, sizeof m0006},
    {7, "0007_rules.sql", m0007, sizeof m0007},
    {8, "0008_scopes.sql", m0008, sizeof m0008},
    {9, "0009_questions.sql", m0009, sizeof m0009},
    {10, "0010_measures.sql", m0010, sizeof m0010},
    {11, "0011_appointment_history.sql", m0011, sizeof m0011},
    {12, "0012_appointment_rules.sql", m0012, sizeof m0012},
    {13, "0013_appointment_details.sql", m0013, sizeof m0013},
    {14, "0014_appointment_measures.sql", m0014, sizeof m0014},
    {15, "0015_people.sql", m0015, sizeof m0015},
    {16, "0016_published_figures.sql", m0016, sizeof m0016},
};

size_t municipal_migration_count(void) {
    return sizeof migrations / sizeof migrations[0];
}

municipal_migration municipal_migration_at(size_t index) {
    static const municipal_migration none = {0, "", 0, 0};
    return index < municipal_migration_count() ? migrations[index] : none;
}
