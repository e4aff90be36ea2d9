import Formula
import Methodology

/// Where the inputs of an edition stand in ``Body/inputs``: in the order of the rule file.
public struct InputLayout: Sendable {
  /// The inputs by position.
  public let inputs: [SymbolID]
  private let positions: [Int?]

  public init(_ edition: Edition) {
    let inputs = edition.inputs.map(\.declaration.id)
    var positions = [Int?](repeating: nil, count: edition.declarations.count)
    for (position, id) in inputs.enumerated() { positions[id.index] = position }
    self.inputs = inputs
    self.positions = positions
  }

  /// The position of an input; `nil` for any other name.
  public func position(of id: SymbolID) -> Int? {
    positions.indices.contains(id.index) ? positions[id.index] : nil
  }

  /// The value of an input among those of a body; `nil` for any other name.
  public func value(of id: SymbolID, in inputs: [Value]) -> Value? {
    guard let position = position(of: id), inputs.indices.contains(position) else { return nil }
    return inputs[position]
  }
}
