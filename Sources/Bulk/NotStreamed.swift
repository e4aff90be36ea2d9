/// Why data is not scored as it is read, but has to be read as a whole.
public struct NotStreamed: Error, Sendable {
  public let reason: String

  /// A person must be told something that a table cannot be read for, or may have to be.
  static func toTell(of path: String) -> NotStreamed {
    NotStreamed(reason: "`\(path)` has something to be told of, or a form that is seldom met")
  }

  static func unreadable(_ path: String) -> NotStreamed {
    NotStreamed(reason: "`\(path)` cannot be read in parts, as a file in UTF-8 can")
  }

  static let changed = NotStreamed(reason: "a file is no longer what it was")
  static let unwritable = NotStreamed(reason: "the output cannot be written")
}
