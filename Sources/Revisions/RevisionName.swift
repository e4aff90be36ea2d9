/// A file or folder at a revision of git, written as git writes it: `HEAD~3:Rules/2017-11.yaml`.
public struct RevisionName: Sendable, Equatable {
  public let revision: String
  /// The path from the top of the repository, or with `./` from the working folder.
  public let path: String

  /// - Returns: `nil` for a text without a revision before a colon.
  public init?(_ text: String) {
    // A revision may itself have a colon in braces: `HEAD^{/fix: bands}`.
    var depth = 0
    let colon = text.firstIndex { character in
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      return character == ":" && depth <= 0
    }
    guard let colon, colon > text.startIndex else { return nil }
    self.init(revision: String(text[..<colon]), path: String(text[text.index(after: colon)...]))
  }

  public init(revision: String, path: String) {
    self.revision = revision
    self.path = path
  }

  /// What names of the revision begin with.
  public var root: String { revision + ":" }

  public var text: String { root + path }

  /// The folder of the file, ending in a stroke; empty at the top of the repository.
  var folder: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "" }
}
