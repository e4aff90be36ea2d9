import SourceText
import Testing

@Suite struct FingerprintTests {
  /// FIPS 180-4 examples, and one of the NIST long-message vectors' form: a million times `a`.
  static let vectors: [(text: String, digits: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]

  @Test(arguments: vectors) func vector(_ text: String, _ digits: String) {
    let fingerprint = Fingerprint(of: Array(text.utf8))
    #expect(fingerprint.digits == digits)
    #expect(fingerprint.description == "sha256:" + digits)
  }

  /// What `printf abc >a; printf '' >b; sha256sum a b | sha256sum` prints.
  @Test func files() {
    let files = [("a", Fingerprint(of: Array("abc".utf8))), ("b", Fingerprint(of: []))]
    #expect(
      Fingerprint(ofFiles: files.map { (name: $0.0, fingerprint: $0.1) }).digits
        == "09c7e0b8a02d027d95ec0375a600ed4ad4d6b26a1c93f16d9150cab5fec761a6")
  }
}
