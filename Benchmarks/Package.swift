// swift-tools-version: 6.1
import PackageDescription

// What is measured: of the built tool, from outside, and of the library beside raw SQLite. A package of its own, so that
// whoever uses the library builds none of it.
let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility")]
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "municipal-registry", path: "..")],
    targets: [
        .executableTarget(name: "scale", swiftSettings: settings),
        .systemLibrary(name: "SystemSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .executableTarget(
            name: "booking",
            dependencies: ["SystemSQLite", .product(name: "MunicipalRegistry", package: "municipal-registry")],
            swiftSettings: settings
        ),
    ]
)
