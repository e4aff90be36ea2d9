/// A regular file as `git ls-tree -l` lists it: `100644 blob 6873bc8…   10048<tab>2014.tests.yaml`.
struct TreeEntry {
  let object: String
  let size: Int
  let name: String

  init?(_ line: ArraySlice<UInt8>) {
    guard let tab = line.firstIndex(of: 9) else { return nil }
    let words = line[..<tab].split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
    // Links and modules are no files to be read.
    guard words.count == 4, words[0].hasPrefix("100"), words[1] == "blob", let size = Int(words[3]) else { return nil }
    object = words[2]
    self.size = size
    name = String(decoding: line[line.index(after: tab)...], as: UTF8.self)
  }
}

/// The answer of `git cat-file --batch`: for each object a line that ends in its size, its bytes, a line break.
enum Batch {
  static func contents(_ answer: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var rest = answer[...]
    while let end = rest.firstIndex(of: 10) {
      let size = rest[..<end].split(separator: 32).last.flatMap { Int(String(decoding: $0, as: UTF8.self)) } ?? 0
      let start = rest.index(after: end)
      guard size <= rest.endIndex - start else { break }
      result.append(Array(rest[start..<(start + size)]))
      rest = rest[(start + size)...].dropFirst()
    }
    return result
  }
}
