import CatalogKit
import CatalogServer
import Foundation

let folder = FilePathBytes(FileManager.default.currentDirectoryPath)
exit(await ServeCommand(Array(CommandLine.arguments.dropFirst()), in: folder).run().rawValue)
