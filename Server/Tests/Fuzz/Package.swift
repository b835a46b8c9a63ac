// swift-tools-version: 6.0

import PackageDescription

/// Feeds broken requests to the server's readers of them; as Tests/Fuzzing does with photos.
let package = Package(
  name: "fuzzing-server",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "catalog", path: "../../.."),
    .package(name: "fuzzing", path: "../../../Tests/Fuzzing"),
    .package(name: "catalog-server", path: "../.."),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
  ],
  targets: [
    .executableTarget(
      name: "fuzz-serve",
      dependencies: [
        .product(name: "CatalogKit", package: "catalog"),
        .product(name: "CatalogServer", package: "catalog-server"),
        .product(name: "FuzzSupport", package: "fuzzing"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]
    )
  ]
)
