import Reporting
import Testing

@Suite struct JSONTests {
  static let strings: [(text: String, json: String)] = [
    ("", #""""#),
    ("вес", #""вес""#),
    (#"a"b\c/d"#, #""a\"b\\c/d""#),
    ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{8}\u{C}\u{1F}\u{7F}\u{9F}", #""\u0000\u0008\u000c\u001f\u007f\u009f""#),
    ("\u{2028}\u{2029}\u{202E}\u{FEFF}", #""\u2028\u2029\u202e\ufeff""#),
    ("😀e\u{301}\r\n", "\"😀e\u{301}\\r\\n\""),
  ]

  @Test(arguments: strings) func escaping(_ text: String, _ json: String) {
    #expect(JSON.text(text).text(.compact) == json + "\n")
    #expect(JSON.object([JSON.Member(text, 1)]).text(.compact) == "{\(json):1}\n")
  }

  private let value: JSON = .members([
    "b": .array([1, "x", true, .null]), "a": .members(["c": -7, "gone": nil]), "empty": .object([]), "none": .array([]),
  ])

  @Test func compact() {
    #expect(value.text(.compact) == #"{"b":[1,"x",true,null],"a":{"c":-7},"empty":{},"none":[]}"# + "\n")
  }

  @Test func pretty() {
    #expect(
      value.text() == """
        {
          "b": [
            1,
            "x",
            true,
            null
          ],
          "a": {
            "c": -7
          },
          "empty": {},
          "none": []
        }

        """)
  }

  @Test func membersByName() {
    #expect(value["a"]?["c"] == .integer(-7))
    #expect(value["gone"] == nil && JSON.null["a"] == nil)
  }
}
