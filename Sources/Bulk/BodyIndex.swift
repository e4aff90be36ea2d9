/// Finds bodies by their identifiers.
///
/// A class, so that all that ask share one; nothing in it changes.
final class BodyIndex: Sendable {
  private struct Slot: Sendable {
    var hash: UInt64 = 0
    var body: Int32 = 0
  }

  let count: Int
  private let ids: HeldTexts
  private let slots: [Slot]

  /// `nil` if an identifier stands twice.
  init?(_ bodies: HeldBodies) {
    count = bodies.hashes.count
    ids = bodies.ids
    var size = 16
    while size < count * 2 { size *= 2 }
    var slots = [Slot](repeating: Slot(), count: size)
    for (body, hash) in bodies.hashes.enumerated() {
      let place = Self.place(of: hash, in: slots)
      guard slots[place].hash == 0 else { return nil }
      slots[place] = Slot(hash: hash, body: Int32(body))
    }
    self.slots = slots
  }

  /// The place of a body; `nil` if there is none.
  ///
  /// - Throws: if it cannot be told whether two identifiers are the same.
  func position(of id: UnsafeBufferPointer<UInt8>) throws(GivesUp) -> Int? {
    guard let hash = IdentifierHash.hash(id) else { throw GivesUp() }
    let slot = slots[Self.place(of: hash, in: slots)]
    guard slot.hash != 0 else { return nil }
    guard ids.with(Int(slot.body), { $0.elementsEqual(id) }) else { throw GivesUp() }
    return Int(slot.body)
  }

  /// Where a number stands, or where it would.
  private static func place(of hash: UInt64, in slots: [Slot]) -> Int {
    var place = Int(truncatingIfNeeded: hash >> 1) & (slots.count - 1)
    while slots[place].hash != 0, slots[place].hash != hash { place = (place + 1) & (slots.count - 1) }
    return place
  }
}
