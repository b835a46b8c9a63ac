public import CatalogKit
import CatalogPictures
import Foundation
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// `catalog-serve`: reads options and settings, says what holds, and serves until it is told to end.
public struct ServeCommand: Sendable {
  /// How the program ended, as `catalog` numbers it.
  public enum Exit: Int32, Sendable {
    case done = 0
    case usage = 64
    /// What was asked for cannot be, as removing the only keeper.
    case refused = 65
    /// A file that is needed is not there, or is none: index, map, people.
    case noIndex = 66
    case fault = 70
    case cannotCreate = 73
    case held = 75
  }

  private let arguments: [String]
  private let folder: FilePathBytes

  /// - Parameters:
  ///   - arguments: What stands after the program's name.
  ///   - folder: Where the program was started.
  public init(_ arguments: [String], in folder: FilePathBytes) {
    self.arguments = arguments
    self.folder = folder
  }

  /// Does what the arguments say.
  ///
  /// - Returns: The exit code.
  public func run() async -> Exit {
    if arguments.first == "people" { return await manage(Array(arguments.dropFirst())) }
    if arguments.contains("--help") || arguments.contains("-h") {
      print(HelpText.text)
      return .done
    }
    if arguments.contains("--version") {
      print(ServerVersion.text)
      return .done
    }
    // For `make settings`.
    if arguments == ["--reference"] || arguments == ["--schema"] {
      print(arguments == ["--schema"] ? SettingsReference.schema : SettingsReference.page, terminator: "")
      return .done
    }
    let settings: ServerSettings
    let checks: Bool
    let (backup, file): (String?, FilePathBytes?)
    do {
      let line = try SettingsLine(arguments, in: folder)
      checks = line.checks
      (backup, file) = (line.backup, line.file)
      settings = try ServerSettings(line.values, in: folder)
    } catch {
      Self.complain("\(error)")
      return .usage
    }
    guard
      (try? IndexFile(path: settings.index)) != nil
        || FileManager.default.fileExists(atPath: settings.index.lossyText)
    else {
      Self.complain("there is no index at \(settings.index). Make one first: catalog scan FOLDER")
      return .noIndex
    }
    let report = SettingsReport(
      settings,
      hasPreviews: PreviewProgram.find(otherwise: settings.previewProgram) != nil
    )
    if checks { for line in report.lines { print(line) } }
    do {
      let streets = try PageStreets(settings)?.holds()
      if checks, let streets { print("The page carries streets: the map has \(streets).") }
    } catch {
      Self.complain("\(error)")
      return .noIndex
    }
    if checks { return .done }
    if let backup { return Self.backUp(settings, file, to: folder.appending(FilePathBytes(backup))) }
    return await serve(settings, report)
  }

  private static func backUp(_ settings: ServerSettings, _ file: FilePathBytes?, to target: FilePathBytes)
    -> Exit
  {
    do {
      var backup = try Backup(settings, file, to: target)
      try backup.run()
      let summary = backup.summary
      print(
        "Backed up to \(target): \(summary.copied) files (\(SizeText.text(summary.bytes))), \(summary.unchanged) were there already."
      )
      if summary.leftOut > 0 {
        print(
          "\(summary.leftOut) sidecars lie outside of the index's folder and are not in it: back them up with their photos."
        )
      }
      return .done
    } catch {
      complain("\(error)")
      return .cannotCreate
    }
  }

  /// Does what the command line says about people.
  private func manage(_ arguments: [String]) async -> Exit {
    if arguments.contains("--help") || arguments.contains("-h") {
      print(PeopleCommand.help)
      return .done
    }
    do {
      let text = try await PeopleCommand(arguments, in: folder).run()
      FileHandle.standardOutput.write(Data(text.utf8))
      return .done
    } catch let error as PeopleError {
      Self.complain("\(error)", command: "people")
      if case .usage = error { return .usage }
      return .noIndex
    } catch let error as SettingsError {
      Self.complain("\(error)", command: "people")
      return .usage
    } catch let problem as Problem {
      Self.complain(problem.detail, command: "people")
      return .refused
    } catch let error as StateError {
      Self.complain("\(error)", command: "people")
      return .cannotCreate
    } catch let error as IndexError {
      Self.complain("\(error)", command: "people")
      if case .locked = error { return .held }
      return .fault
    } catch {
      Self.complain("\(error)", command: "people")
      return .fault
    }
  }

  private func serve(_ settings: ServerSettings, _ report: SettingsReport) async -> Exit {
    let logger = LogWriter.logger(settings)
    for line in report.lines { logger.notice("\(line)") }
    do {
      OpenFiles.raise()
      let lock = try StateFolder(path: settings.state).lock(now: SystemClock.live.now())
      defer { withExtendedLifetime(lock) {} }
      let server = try ServerApplication(settings, logger: logger)
      server.upkeep.recover()
      let service = LibraryService(
        server.library,
        settings,
        tls: server.tls,
        upkeep: server.upkeep,
        clock: .live,
        logger: logger
      )
      let (key, address) = (server.key?.text, server.address)
      let application = try server.application(services: [service]) { port in
        await Self.greet(settings, port: port, key: key, address)
      }
      var services = [ServiceGroupConfiguration.ServiceConfiguration(service: application)]
      if let address = settings.metrics {
        let metrics = MetricsService(
          metrics: server.metrics,
          ledger: server.ledger,
          library: server.library,
          hosts: HostList(settings.hosts)
        )
        services.append(.init(service: metrics.application(address, logger)))
      }
      var configuration = ServiceGroupConfiguration(
        services: services,
        gracefulShutdownSignals: [.sigterm, .sigint],
        logger: logger
      )
      // What is under way may finish, but nobody keeps the server from ending.
      configuration.maximumGracefulShutdownDuration = .seconds(10)
      let group = ServiceGroup(configuration: configuration)
      try await group.run()
      return .done
    } catch let error as StateError {
      Self.complain("\(error)")
      if case .held = error { return .held }
      return .cannotCreate
    } catch let error as IOError {
      Self.complain(
        "the server cannot listen on \(settings.listen.host):\(settings.listen.port): \(error.localizedDescription)"
      )
      return .cannotCreate
    } catch {
      Self.complain("\(error)")
      return .fault
    }
  }

  private static func greet(_ settings: ServerSettings, port: Int, key: String?, _ address: PublicAddress)
    async
  {
    let text: String
    if let key {
      let scheme = settings.tls == nil ? "http" : "https"
      let host =
        settings.hosts.first
        ?? (settings.listen.isLoopback || settings.listen.host == "0.0.0.0"
          ? "127.0.0.1" : settings.listen.host)
      text = """
        Open \(scheme)://\(host):\(port)/#key=\(key)
        That address is good once, and makes whoever opens it the keeper. Ctrl-C ends the server.

        """
    } else {
      text = """
        Open \(address.base(isSecure: nil))/ and sign in with your name. Ctrl-C ends the server.

        """
    }
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  private static func complain(_ text: String, command: String = "serve") {
    FileHandle.standardError.write(Data("catalog \(command): \(text)\n".utf8))
  }
}

/// How many files and connections the process may have open: as many as the system lets it.
enum OpenFiles {
  static func raise() {
    var limit = rlimit()
    #if os(Linux)
      let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let resource = RLIMIT_NOFILE
    #endif
    guard getrlimit(resource, &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(resource, &limit)
  }
}
