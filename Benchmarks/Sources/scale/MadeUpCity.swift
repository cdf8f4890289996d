/// A city of 20 offices, 40 services and 6 channels, and requests to it over three years: the same on every run.
enum MadeUpCity {
    static let offices = 20
    static let services = 40
    static let channels = ["digital", "digital", "digital", "assisted", "in_person", "in_person"]

    /// Writes the catalogue: `offices.csv`, `services.csv`, `channels.csv`.
    static func writeCatalogue(in folder: String) throws(Failure) {
        var file = try TextFile("\(folder)/offices.csv")
        try file.write("code,name_ar,name_en")
        for number in 1...offices { try file.write("O\(number),مكتب \(number),Office \(number)") }
        try file.flush()
        file = try TextFile("\(folder)/services.csv")
        try file.write("code,name_ar,name_en,sector")
        for number in 1...services {
            try file.write("S\(number),خدمة \(number),Service \(number),Sector \(number % 5)")
        }
        try file.flush()
        file = try TextFile("\(folder)/channels.csv")
        try file.write("code,name_ar,name_en,mode")
        for (index, mode) in channels.enumerated() {
            try file.write("C\(index + 1),قناة \(index + 1),Channel \(index + 1),\(mode)")
        }
        try file.flush()
    }

    /// Writes requests in the order of their days. Half have times, a status and a closing. Where asked, every second row
    /// is one that must be refused: an unknown service, a day that there is not, closed before submitted, or the
    /// reference of the row before it.
    static func writeRequests(_ count: Int, halfBad: Bool = false, to path: String) throws(Failure) {
        var file = try TextFile(path)
        var random = SplitMix(state: 2024)
        try file.write("reference,office,service,channel,submitted,status,closed")
        for number in 1...count {
            let day = (number - 1) * days / count
            let office = random.below(offices) + 1
            let service = random.below(services) + 1
            let channel = random.below(channels.count) + 1
            let isDetailed = random.below(2) == 0
            let minute = random.below(600) + 420
            let closesAfter = random.below(30)
            let clock = "T\(two(minute / 60)):\(two(minute % 60))"
            var reference = "R-2022-\(number)"
            var serviceCode = "S\(service)"
            var submitted = date(day) + (isDetailed ? clock : "")
            var status = ""
            var closed = ""
            if isDetailed {
                status = number % 10 == 0 ? "rejected" : "completed"
                closed = date(day + closesAfter) + "T\(two(minute / 60 + 1)):\(two(minute % 60)):30"
            }
            if halfBad, number % 2 == 0 {
                switch number / 2 % 4 {
                case 0: serviceCode = "X\(service)"
                case 1: submitted = "2023-02-29"
                case 2: (status, closed) = ("completed", "2021-12-31")
                default: reference = "R-2022-\(number - 1)"
                }
            }
            try file.write("\(reference),O\(office),\(serviceCode),C\(channel),\(submitted),\(status),\(closed)")
        }
        try file.flush()
    }

    private static let days = 1_096

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// The day so many days after 2022-01-01.
    private static func date(_ offset: Int) -> String {
        var (year, month, day) = (2022, 1, offset)
        while true {
            let isLeap = year % 4 == 0
            let length = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
            if day < length { return "\(year)-\(two(month))-\(two(day + 1))" }
            day -= length
            month += 1
            if month > 12 { (year, month) = (year + 1, 1) }
        }
    }
}

/// Steele, Lea and Flood's SplitMix64: the same numbers everywhere.
struct SplitMix {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((z ^ (z >> 31)) % UInt64(limit))
    }
}
