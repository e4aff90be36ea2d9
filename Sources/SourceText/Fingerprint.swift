import Crypto

/// What tells one text from every other: the SHA-256 (FIPS 180-4) of its bytes.
///
/// Nothing of the machine goes into it, so that results which rest on the same texts carry the same fingerprint
/// everywhere, and `sha256sum` gives it too.
public struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
  /// The sum in hexadecimal digits.
  public let digits: String

  public init(of bytes: [UInt8]) {
    digits = SHA256.hash(data: bytes).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }

  /// The fingerprint of several files: of the list that `sha256sum` prints of them, in the order given.
  public init(ofFiles files: some Sequence<(name: String, fingerprint: Fingerprint)>) {
    self.init(of: Array(files.map { "\($0.fingerprint.digits)  \($0.name)\n" }.joined().utf8))
  }

  /// `sha256:` and the digits.
  public var description: String { "sha256:" + digits }
}
