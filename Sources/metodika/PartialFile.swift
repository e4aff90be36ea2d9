import ArgumentParser
import Dispatch
import Metodika
import Synchronization

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is written bit by bit and stands under its name only when it is whole.
///
/// Without a name it goes to standard output, also when it is whole. An interrupted program leaves nothing behind.
final class PartialFile: Sendable {
  private let target: String?
  fileprivate let path: String
  private let descriptor: Int32
  private let permissions: mode_t?

  /// `nil` where nothing can be kept until it goes to standard output.
  init?(for name: String?) throws {
    let target = name.map { URL(filePath: $0).resolvingSymlinksInPath().path }
    var status = stat()
    let exists = target.map { stat($0, &status) == 0 } ?? false
    if let name, exists, status.st_mode & S_IFMT != S_IFREG { throw WholeFile.irregular(name) }
    // A link to nothing stays what it is.
    if let name, let target, !exists, lstat(target, &status) == 0 { throw WholeFile.irregular(name) }
    permissions = exists ? status.st_mode & 0o7777 : nil
    self.target = target
    let folder = target.map { URL(filePath: $0).deletingLastPathComponent().path }
    // The system puts letters of its own in the place of the last six.
    var template = Array(((folder ?? FileManager.default.temporaryDirectory.path) + "/.metodika-XXXXXX").utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      guard let name else { return nil }
      throw WholeFile.unwritable(name)
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.path = path
    if target == nil { unlink(path) }
  }

  /// Adds bytes; `false` if they cannot be written.
  func write(_ bytes: [UInt8]) -> Bool { Self.write(bytes[...], to: descriptor) }

  /// Puts the file in its place, or its content on standard output.
  func finish() throws {
    defer { close(descriptor) }
    guard let target else { return copyToStandardOutput() }
    if let permissions {
      fchmod(descriptor, permissions)
    } else {
      let mask = umask(0)
      umask(mask)
      fchmod(descriptor, 0o666 & ~mask)
    }
    guard rename(path, target) == 0 else {
      unlink(path)
      throw WholeFile.unwritable(target)
    }
  }

  /// Forgets what was written.
  func discard() {
    if target != nil { unlink(path) }
    close(descriptor)
  }

  private func copyToStandardOutput() {
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    lseek(descriptor, 0, SEEK_SET)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      if !Self.write(buffer[..<count], to: 1) {
        if errno != EPIPE { Terminal.endAsUnwritten() }
        return
      }
    }
  }

  private static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }
}

/// Removes a partial file when the program is interrupted.
final class Interruption {
  private static let signals = [SIGINT, SIGTERM]
  private var sources: [any DispatchSourceSignal] = []
  private let path = PartialPath()

  init() {
    sources = Self.signals.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [path] in
        path.remove()
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// The file that is to be removed; no interruption comes between its making and its being known.
  func guarding(_ make: () throws -> PartialFile?) rethrows -> PartialFile? { try path.note(make) }

  /// Leaves interruptions to the system again.
  func end() {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }
}

/// The path of a file that may have to be removed.
private final class PartialPath: Sendable {
  private let path = Mutex<String?>(nil)

  func note(_ make: () throws -> PartialFile?) rethrows -> PartialFile? {
    try path.withLock { path in
      let file = try make()
      path = file?.path
      return file
    }
  }

  func remove() { path.withLock { path in _ = path.map { unlink($0) } } }
}

/// The system's `write`, which the method of that name hides.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
