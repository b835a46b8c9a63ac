import CatalogKit

/// Runs a command for each photo, one after the other, in place of writing about them.
struct PhotoCommands: PhotoExporter {
  let template: CommandTemplate
  private(set) var count = 0
  /// Commands that ended with another code than 0, or by a signal.
  private(set) var failed = 0

  init(_ template: CommandTemplate) {
    self.template = template
  }

  mutating func begin(_ sink: some ByteSink) throws {}
  mutating func end(_ sink: some ByteSink) throws {}

  mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    count += 1
    let words = template.filled(with: try photo.writtenPath())
    do throws(SystemError) {
      if try !ExternalProgram.run(words).isSuccess { failed += 1 }
    } catch {
      throw ProgramError.notStarted(error)
    }
  }
}

/// Shows photos in the desktop's viewer, in place of writing about them.
struct PhotoViewer: PhotoExporter {
  private var paths: [FilePathBytes] = []
  private(set) var count = 0
  private(set) var failed = 0

  /// Each photo is a window on most desktops; nobody means to open more.
  static let limit = 20

  #if canImport(Darwin)
    private static let program = FilePathBytes("open")
  #else
    private static let program = FilePathBytes("xdg-open")
  #endif

  /// Shows one file, such as a page in the browser.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``ProgramError`` where nothing shows it.
  static func open(_ path: FilePathBytes) throws {
    do throws(SystemError) {
      _ = try ExternalProgram.run([program, path])
    } catch {
      throw error.isMissing ? ProgramError.noViewer(program) : ProgramError.notStarted(error)
    }
  }

  mutating func begin(_ sink: some ByteSink) throws {}

  mutating func add(_ photo: FoundPhoto, to sink: some ByteSink) throws {
    count += 1
    if count <= Self.limit { paths.append(try photo.writtenPath()) }
  }

  mutating func end(_ sink: some ByteSink) throws {
    guard count <= Self.limit else { throw ProgramError.tooManyWindows(count) }
    for path in paths {
      do throws(SystemError) {
        if try !ExternalProgram.run([Self.program, path]).isSuccess { failed += 1 }
      } catch {
        throw error.isMissing ? ProgramError.noViewer(Self.program) : ProgramError.notStarted(error)
      }
    }
  }
}

/// Another program that cannot be started.
enum ProgramError: Error, Equatable, CustomStringConvertible {
  case notStarted(SystemError)
  case noViewer(FilePathBytes)
  case tooManyWindows(Int)

  /// A sentence or two for people.
  var description: String {
    switch self {
    case .notStarted(let error) where error.isMissing:
      "there is no program \(PrintableText.excerpt("\(error.path)")). Give --exec a program and its arguments as words of their own: --exec ls -l {}"
    case .notStarted(let error): PrintableText.excerpt("\(error)")
    case .noViewer(let program):
      "\(program), which starts the desktop's viewer, is not installed. Install it (Debian: xdg-utils), or name a viewer: --exec VIEWER"
    case .tooManyWindows(let count):
      "--open would show \(count) photos, each in a window of its own. Choose at most \(PhotoViewer.limit), with --limit \(PhotoViewer.limit)"
    }
  }
}
