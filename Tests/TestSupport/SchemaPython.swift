import Foundation

@testable import CatalogKit

/// A Python that has the package `jsonschema`: Debian's python3-jsonschema belongs to one of them, which need not be the first.
enum SchemaPython {
  static let path: FilePathBytes? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    let candidates =
      [repository.appending(FilePathBytes(".build-venv/bin/python3"))]
      + folders.map { FilePathBytes("\($0)/python3") }
    return candidates.first { python in
      let arguments = ["-c", "import jsonschema"].map { Array($0.utf8) }
      return (try? ChildProcess.run(python, arguments, environment: environment))?.status == 0
    }
  }()

  /// Whether tests that ask it are to be skipped.
  static var isMissing: Bool { path == nil && !OtherProgram.areRequired }

  /// Checks a document against a schema of `docs/schema`.
  ///
  /// - Returns: What is wrong; empty where nothing is.
  static func errors(in document: FilePathBytes, schema: String) throws -> String {
    guard let path else { throw OtherProgram.Missing(name: "Python with the package jsonschema") }
    let schemas = repository.appending(FilePathBytes("docs/schema"))
    let arguments = ["-W", "ignore", "-c", script, schemas.lossyText, schema, document.lossyText]
    let result = try ChildProcess.run(path, arguments.map { Array($0.utf8) }, environment: environment)
    return result.status == 0 ? result.text : result.errors
  }

  /// The folder of the package.
  static let repository = FilePathBytes(#filePath).parent.parent.parent

  private static var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging(["LC_ALL": "C"]) { $1 }
  }

  private static let script = """
    import json, os, sys
    from jsonschema import Draft202012Validator
    folder, name, document = sys.argv[1:]
    read = lambda path: json.load(open(path, encoding="utf-8"))
    schema = read(os.path.join(folder, name))
    Draft202012Validator.check_schema(schema)
    try:
        from referencing import Registry, Resource
        registry = Registry(retrieve=lambda uri: Resource.from_contents(read(os.path.join(folder, uri))))
        validator = Draft202012Validator(schema, registry=registry)
    except ImportError:
        from jsonschema import RefResolver
        validator = Draft202012Validator(schema, resolver=RefResolver("file://" + folder + "/", schema))
    for error in validator.iter_errors(read(document)):
        print(list(error.absolute_path), error.message)
    """
}
