import MunicipalRegistry

/// The catalogue of the synthetic city: services that a Saudi municipality really offers, in both languages.
enum SeededCityCatalogue {
    struct OfficeEntry {
        let code: String
        let arabic: String
        let english: String
        let kind: Office.Kind
        let parent: String?
        /// How much of the city's demand it sees, in parts of the sum.
        let weight: Int
    }

    struct ServiceEntry {
        let code: String
        let arabic: String
        let english: String
        let sector: String
        let targetDays: Int
        let weight: Int
        /// The month, from 0 at the start of the three years, from which it is open digitally; nil: never.
        let digitalFromMonth: Int?
    }

    struct ChannelEntry {
        let code: String
        let arabic: String
        let english: String
        let mode: RequestChannel.Mode
    }

    static let offices = [
        OfficeEntry(
            code: "HQ", arabic: "مقر الأمانة", english: "Headquarters", kind: .headquarters, parent: nil, weight: 30),
        OfficeEntry(
            code: "NORTH", arabic: "بلدية الشمال", english: "North Municipality", kind: .municipality, parent: nil,
            weight: 18),
        OfficeEntry(
            code: "SOUTH", arabic: "بلدية الجنوب", english: "South Municipality", kind: .municipality, parent: nil,
            weight: 14),
        OfficeEntry(
            code: "COAST", arabic: "بلدية الساحل", english: "Coast Municipality", kind: .municipality, parent: nil,
            weight: 10),
        OfficeEntry(
            code: "NORTH-1", arabic: "بلدية الواحة الفرعية", english: "Oasis Branch", kind: .subMunicipality,
            parent: "NORTH", weight: 8),
        OfficeEntry(
            code: "COAST-1", arabic: "بلدية الميناء الفرعية", english: "Harbour Branch", kind: .subMunicipality,
            parent: "COAST", weight: 6),
    ]

    static let services = [
        ServiceEntry(
            code: "building-permit", arabic: "إصدار رخصة بناء", english: "Building permit", sector: "Building",
            targetDays: 10, weight: 12, digitalFromMonth: 0),
        ServiceEntry(
            code: "permit-renewal", arabic: "تجديد رخصة بناء", english: "Building permit renewal", sector: "Building",
            targetDays: 5, weight: 6, digitalFromMonth: 3),
        ServiceEntry(
            code: "demolition", arabic: "رخصة هدم", english: "Demolition permit", sector: "Building", targetDays: 10,
            weight: 2, digitalFromMonth: 14),
        ServiceEntry(
            code: "occupancy", arabic: "شهادة إشغال", english: "Occupancy certificate", sector: "Building",
            targetDays: 7, weight: 4, digitalFromMonth: 9),
        ServiceEntry(
            code: "shop-licence", arabic: "إصدار رخصة تجارية", english: "Shop licence", sector: "Trade",
            targetDays: 3, weight: 12, digitalFromMonth: 0),
        ServiceEntry(
            code: "licence-renewal", arabic: "تجديد رخصة تجارية", english: "Shop licence renewal", sector: "Trade",
            targetDays: 2, weight: 14, digitalFromMonth: 0),
        ServiceEntry(
            code: "sign-permit", arabic: "ترخيص لوحة إعلانية", english: "Sign permit", sector: "Trade", targetDays: 5,
            weight: 4, digitalFromMonth: 8),
        ServiceEntry(
            code: "food-cart", arabic: "تصريح عربة متنقلة", english: "Food cart permit", sector: "Trade", targetDays: 7,
            weight: 3, digitalFromMonth: 20),
        ServiceEntry(
            code: "health-card", arabic: "شهادة صحية للعاملين", english: "Worker health certificate", sector: "Health",
            targetDays: 2, weight: 10, digitalFromMonth: 5),
        ServiceEntry(
            code: "pest-control", arabic: "طلب مكافحة الحشرات", english: "Pest control", sector: "Health",
            targetDays: 3, weight: 6, digitalFromMonth: 0),
        ServiceEntry(
            code: "survey-plan", arabic: "قرار مساحي", english: "Survey decision", sector: "Land", targetDays: 15,
            weight: 7, digitalFromMonth: 16),
        ServiceEntry(
            code: "land-grant", arabic: "الاستعلام عن منح الأراضي", english: "Land grant enquiry", sector: "Land",
            targetDays: 5, weight: 8, digitalFromMonth: 11),
        ServiceEntry(
            code: "road-cut", arabic: "تصريح حفر", english: "Excavation permit", sector: "Roads", targetDays: 5,
            weight: 5, digitalFromMonth: 2),
        ServiceEntry(
            code: "street-lighting", arabic: "بلاغ إنارة", english: "Street lighting report", sector: "Roads",
            targetDays: 4, weight: 9, digitalFromMonth: 0),
        ServiceEntry(
            code: "waste", arabic: "طلب رفع مخلفات", english: "Waste collection", sector: "Cleaning", targetDays: 2,
            weight: 10, digitalFromMonth: 0),
        ServiceEntry(
            code: "burial", arabic: "تصريح دفن", english: "Burial permit", sector: "Cleaning", targetDays: 1, weight: 2,
            digitalFromMonth: nil),
    ]

    static let channels = [
        ChannelEntry(code: "balady", arabic: "منصة بلدي", english: "Balady platform", mode: .digital),
        ChannelEntry(code: "app", arabic: "تطبيق الجوال", english: "Mobile app", mode: .digital),
        ChannelEntry(code: "call-940", arabic: "مركز الاتصال ٩٤٠", english: "Call centre 940", mode: .assisted),
        ChannelEntry(code: "counter", arabic: "صالة المراجعين", english: "Counter", mode: .inPerson),
        ChannelEntry(code: "inspection", arabic: "جولات المراقبين", english: "Inspectors' rounds", mode: .internal),
    ]
}
