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
        .target(name: "CMigrations"),
        .target(
            name: "MunicipalRegistry",
            dependencies: [
                "RegistrySQLite", "CMigrations",
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
            name: "SchemaTests",
            dependencies: ["MunicipalRegistry", "RegistrySQLite"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "MunicipalRegistryTests",
            dependencies: ["MunicipalRegistry", "MunicipalRegistryTesting"],
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
