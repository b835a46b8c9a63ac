// swift-tools-version: 6.0

import PackageDescription

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "catalog", path: "../..")],
  targets: [
    .executableTarget(
      name: "fuzz",
      dependencies: [
        .product(name: "CatalogKit", package: "catalog"), .product(name: "CatalogMap", package: "catalog"),
        .product(name: "TestSupport", package: "catalog"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]
    )
  ]
)
