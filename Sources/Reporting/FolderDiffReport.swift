import Comparison
import SourceText

/// What the editions of two folders say differently.
public struct FolderDiffReport: Sendable {
  private let folders: FolderDiff
  private let wording: Wording

  public init(_ folders: FolderDiff, language: Wording.Language = .english) {
    self.folders = folders
    wording = Wording(language)
  }

  private var reports: [(file: String, report: DiffReport)] {
    folders.entries.map { entry in
      (entry.file, DiffReport(entry.rules, tests: entry.tests, language: wording.language))
    }
  }

  /// What was added and dropped, and each edition that differs.
  public func text(colour: Bool = false) -> String {
    let paint = Paint(isOn: colour)
    var lines = [wording(.fromToText, ["before": folders.before, "after": folders.after])]
    let count = folders.entries.count
    lines.append(
      wording.counted(.editionsDiffer, count + folders.unchanged, ["differ": String(count)]))
    for (phrase, files) in [(DiffPhrase.wasAdded, folders.added), (.wasDropped, folders.dropped)] where !files.isEmpty {
      lines.append(wording(.list, ["what": wording(phrase), "list": files.joined(separator: ", ")]))
    }
    let head = lines.map { Printable.text($0) + "\n" }.joined()
    let parts = reports.map { file, report in
      paint(Printable.text(file), .heading) + "\n\n" + report.text(colour: colour)
    }
    return ([head] + parts).joined(separator: "\n")
  }

  public var json: JSON {
    .members([
      "before": .text(folders.before), "after": .text(folders.after), "added": .texts(folders.added),
      "dropped": .texts(folders.dropped), "unchanged": .integer(folders.unchanged),
      "editions": .array(reports.map(\.report.json)),
    ])
  }
}
