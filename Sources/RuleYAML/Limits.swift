public import SourceText

/// How much a rule file may hold.
///
/// The limits are far above any real file and keep a hostile one from doing harm.
public struct Limits: Sendable {
  /// Bytes of a file.
  public var fileSize: Int
  /// Lists and mappings inside each other.
  public var depth: Int
  /// Texts, lists and mappings of a file altogether.
  public var nodes: Int
  /// Bytes of one text.
  public var scalarLength: Int
  /// Keys of one mapping.
  public var keys: Int

  public init(
    fileSize: Int = SourceFile.standardSizeLimit, depth: Int = 64, nodes: Int = 500_000, scalarLength: Int = 64 << 10,
    keys: Int = 20_000
  ) {
    self.fileSize = fileSize
    self.depth = depth
    self.nodes = nodes
    self.scalarLength = scalarLength
    self.keys = keys
  }

  public static let standard = Limits()
}
