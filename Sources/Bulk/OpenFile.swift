#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that is open for reading, at any place of it.
///
/// A class, since it closes the file at its end.
final class OpenFile: Sendable {
  private let descriptor: Int32
  /// The bytes that it had when it was opened.
  let count: Int

  /// Opens a file; `nil` if it is no regular file that can be read.
  init?(_ path: String) {
    var status = stat()
    // A pipe is not even opened: that would wait for somebody to write into it, and end whoever does.
    let isRegular = stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    descriptor = isRegular ? systemOpen(path, O_RDONLY | O_NONBLOCK) : -1
    guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      count = 0
      return nil
    }
    count = Int(status.st_size)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The bytes at a place, fewer at the end of the file; `nil` if they cannot be read.
  func read(at position: Int, count: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let got = pread(descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(position + filled))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failed = true }
        guard got > 0 else { break }
        filled += got
      }
    }
    return failed ? nil : bytes
  }
}

/// The system's `open`, which names of Swift hide.
private func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
