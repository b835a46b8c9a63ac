// swift-tools-version: 6.0

import PackageDescription

/// `make check` sets CATALOG_STRICT, so that a warning fails the project's own checks but never a user's build
/// with a newer compiler.
let warningsAreErrors = Context.environment["CATALOG_STRICT"] != nil

let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (warningsAreErrors ? [.unsafeFlags(["-warnings-as-errors"])] : [])

let package = Package(
  name: "catalog",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "catalog", targets: ["catalog"]),
    .library(name: "CatalogKit", targets: ["CatalogKit"]),
    .library(name: "CatalogMap", targets: ["CatalogMap"]),
    .library(name: "CatalogPictures", targets: ["CatalogPictures"]),
    // For the fuzzers, which are a package of their own.
    .library(name: "TestSupport", targets: ["TestSupport"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    .systemLibrary(
      name: "CLibExif",
      pkgConfig: "libexif",
      providers: [.apt(["libexif-dev"]), .brew(["libexif"])]
    ),
    .systemLibrary(
      name: "CZlib",
      pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
    ),
    .systemLibrary(
      name: "CExpat",
      pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]
    ),
    .systemLibrary(
      name: "CBrotli",
      pkgConfig: "libbrotlidec",
      providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]
    ),
    // Memory for libexif, in C for its thread-local variable (docs/decisions/0038-memory-of-its-own-for-libexif.md).
    .target(name: "CExifArena"),
    .target(
      name: "CatalogKit",
      dependencies: ["CLibExif", "CExifArena", "CZlib", "CExpat", "CBrotli"],
      swiftSettings: settings
    ),
    .target(
      name: "CatalogMap",
      dependencies: ["CatalogKit"],
      // What they hold is in PageFiles.swift; `make page` writes it.
      exclude: ["Page"],
      swiftSettings: settings
    ),
    // Small pictures of photos, made by catalog-preview, a C program that `make preview` builds beside the package.
    .target(
      name: "CatalogPictures",
      dependencies: ["CatalogKit"],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "catalog",
      dependencies: [
        "CatalogKit", "CatalogMap", "CatalogPictures",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
    // Builders of photos and indexes, for every test target and the fuzzers.
    .target(
      name: "TestSupport",
      dependencies: ["CatalogKit"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    .testTarget(
      name: "CatalogKitTests",
      dependencies: ["CatalogKit", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CatalogMapTests",
      dependencies: ["CatalogKit", "CatalogMap", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CatalogPicturesTests",
      dependencies: ["CatalogKit", "CatalogPictures", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CatalogTests",
      dependencies: [
        "CatalogKit", "CatalogMap", "CatalogPictures", "catalog", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings
    ),
  ]
)
