// swift-tools-version: 6.0

import PackageDescription

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  // For the fuzzer of the server, which is a package of its own: Server/Tests/Fuzz.
  products: [.library(name: "FuzzSupport", targets: ["FuzzSupport"])],
  dependencies: [.package(name: "catalog", path: "../..")],
  targets: [
    .target(name: "FuzzSupport", swiftSettings: [.swiftLanguageMode(.v6)]),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "FuzzSupport",
        .product(name: "CatalogKit", package: "catalog"),
        .product(name: "CatalogMap", package: "catalog"),
        .product(name: "TestSupport", package: "catalog"),
      ],
      swiftSettings: [.swiftLanguageMode(.v6), .unsafeFlags(["-parse-as-library"])]
    ),
  ]
)
