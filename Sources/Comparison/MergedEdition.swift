import Formula
import Methodology

/// Two editions in one, in which every change between them is a switch.
///
/// With all switches as before it gives the values of the earlier edition, with all as after those of the later one;
/// in between stand the rules that nobody enacted, by which the share of each change is told.
struct MergedEdition {
  let before: Edition
  let after: Edition
  let edition: Edition
  let switches: Switches
  /// The scores of either edition, under the names that they have in the merged one.
  let scores: [OutcomeDiff.ScorePair: SymbolID]
  /// What the inputs stand for, in their order.
  let inputs: [MergedInput]
  let tables: [MergedTable]
  let sources: MergedSources
}

/// What an input of a merged edition stands for.
enum MergedInput {
  /// A figure, which is the same in all sources that have it.
  case figure([InputSource])
  /// Which sets of data have the body.
  case presence

  /// The same with one more source.
  func adding(_ source: InputSource) -> MergedInput {
    if case .figure(let sources) = self { .figure(sources + [source]) } else { self }
  }
}

/// What a record table of a merged edition stands for.
struct MergedTable {
  /// The table by edition.
  let tables: [Side: Int]
  let fields: [Field]

  enum Field {
    /// Which editions know the row.
    case knownTo
    /// Which sets of data have the row.
    case presence
    /// A reported field by edition: the same figure, however either calls it.
    case reported([Side: Int])
    case computed
  }

  /// The words of the hidden fields and inputs.
  static let both = "both"

  static func word(_ side: Side) -> String { side == .before ? Switches.before : Switches.after }
}
