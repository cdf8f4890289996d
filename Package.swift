// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "municipal-registry",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "MunicipalRegistry", targets: ["MunicipalRegistry"]),
        .library(name: "MunicipalRegistryTesting", targets: ["MunicipalRegistryTesting"]),
        .library(name: "MunicipalPublishing", targets: ["MunicipalPublishing"]),
        .executable(name: "municipal", targets: ["municipal"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "RegistrySQLite", dependencies: ["CSQLite"], swiftSettings: settings),
        .target(
            name: "RegistryMigrations",
            path: "Migrations",
            resources: [
                .embedInCode("0001_catalogue.sql"),
                .embedInCode("0002_activity.sql"),
                .embedInCode("0003_keys.sql"),
                .embedInCode("0004_references.sql"),
                .embedInCode("0005_history.sql"),
                .embedInCode("0006_rules.sql"),
                .embedInCode("0007_scopes.sql"),
                .embedInCode("0008_questions.sql"),
                .embedInCode("0009_measures.sql"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "MunicipalRegistry",
            dependencies: [
                "RegistrySQLite", "RegistryMigrations",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "MunicipalRegistryTesting",
            dependencies: ["MunicipalRegistry"],
            swiftSettings: settings
        ),
        .target(
            name: "MunicipalPublishing",
            dependencies: ["MunicipalRegistry"],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "municipal",
            dependencies: [
                "MunicipalPublishing", "MunicipalRegistryTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RegistrySQLiteTests",
            dependencies: ["RegistrySQLite"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MunicipalRegistryTests",
            dependencies: ["MunicipalRegistry", "MunicipalRegistryTesting", "RegistryMigrations"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MunicipalPublishingTests",
            dependencies: ["MunicipalPublishing", "MunicipalRegistryTesting"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MunicipalToolTests",
            dependencies: ["municipal", "MunicipalRegistryTesting"],
            swiftSettings: settings
        ),
    ]
)
