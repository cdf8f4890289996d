// swift-tools-version: 6.1
import PackageDescription

// What is measured of the built tool, from outside. A package of its own, so that whoever uses the library builds none of it.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    targets: [
        .executableTarget(
            name: "scale",
            swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("MemberImportVisibility")]
        )
    ]
)
