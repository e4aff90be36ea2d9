/// Rows without values, and operations that turn on them.
extension BlockMachine {
  /// The marks of a column, none set if there were none.
  func ownMarks(_ slot: Int) -> UnsafeMutablePointer<UInt8> {
    if let marks = memory.absences[slot] { return marks }
    let marks = memory.markSpace(slot)
    marks.update(repeating: Absent.none, count: memory.capacity)
    memory.absences[slot] = marks
    return marks
  }

  /// What follows for a column that needs the values of two others: of a row that lacks either it is missing.
  @inline(__always)
  func mergeAbsences(_ first: Int, _ second: Int, _ slot: Int) {
    if memory.absences[first] == nil, memory.absences[second] == nil {
      memory.absences[slot] = nil
      return
    }
    mergePresentAbsences(first, second, slot)
  }

  private func mergePresentAbsences(_ first: Int, _ second: Int, _ slot: Int) {
    let (left, right) = (memory.absences[first], memory.absences[second])
    let marks = memory.markSpace(slot)
    memory.absences[slot] = marks
    guard let left = left ?? right, let right = right ?? memory.absences[first] else { return }
    for row in 0..<count {
      let mark = left[row] > right[row] ? left[row] : right[row]
      marks[row] = mark == Absent.notApplicable ? Absent.missing : mark
    }
  }

  func logic(_ operation: Instruction.Operation, _ first: Int, _ second: Int, _ slot: Int) {
    let (left, right, out) = (memory.values[first], memory.values[second], memory.values[slot])
    let count = count
    memory.bounds[slot] = .truth
    if operation == .both {
      for row in 0..<count { out[row] = left[row] * right[row] }
    } else {
      for row in 0..<count { out[row] = left[row] > right[row] ? left[row] : right[row] }
    }
    let (leftMarks, rightMarks) = (memory.absences[first], memory.absences[second])
    mergeAbsences(first, second, slot)
    guard let marks = memory.absences[slot] else { return }
    // Kleene's logic: one decisive operand is enough.
    let decisive: Double = operation == .both ? 0 : 1
    for row in 0..<count {
      let leftDecides = (leftMarks?[row] ?? 0) == Absent.none && left[row] == decisive
      let rightDecides = (rightMarks?[row] ?? 0) == Absent.none && right[row] == decisive
      guard leftDecides || rightDecides else { continue }
      marks[row] = Absent.none
      out[row] = decisive
    }
  }

  func choose(_ condition: Int, _ then: Int, _ otherwise: Int, _ slot: Int) {
    let (decisions, out) = (memory.values[condition], memory.values[slot])
    let (left, right) = (memory.values[then], memory.values[otherwise])
    let count = count
    for row in 0..<count { out[row] = decisions[row] != 0 ? left[row] : right[row] }
    memory.bounds[slot] = memory.bounds[then].union(memory.bounds[otherwise])
    let (marks, leftMarks, rightMarks) = (memory.absences[condition], memory.absences[then], memory.absences[otherwise])
    guard marks != nil || leftMarks != nil || rightMarks != nil else {
      memory.absences[slot] = nil
      return
    }
    let result = memory.markSpace(slot)
    for row in 0..<count {
      let mark = marks?[row] ?? Absent.none
      if mark != Absent.none {
        result[row] = max(mark, Absent.missing)
      } else {
        result[row] = (decisions[row] != 0 ? leftMarks : rightMarks)?[row] ?? Absent.none
      }
    }
    memory.absences[slot] = result
  }

  func fallBack(_ first: Int, _ second: Int, _ slot: Int) {
    let out = memory.values[slot]
    let (left, right) = (memory.values[first], memory.values[second])
    guard let marks = memory.absences[first] else {
      for row in 0..<count { out[row] = left[row] }
      memory.bounds[slot] = memory.bounds[first]
      memory.absences[slot] = nil
      return
    }
    for row in 0..<count { out[row] = marks[row] == Absent.none ? left[row] : right[row] }
    memory.bounds[slot] = memory.bounds[first].union(memory.bounds[second])
    guard let others = memory.absences[second] else {
      memory.absences[slot] = nil
      return
    }
    let result = memory.markSpace(slot)
    for row in 0..<count { result[row] = marks[row] == Absent.none ? Absent.none : others[row] }
    memory.absences[slot] = result
  }

  @inline(__always)
  func ask(_ first: Int, _ slot: Int, _ question: (UInt8) -> Bool) {
    let out = memory.values[slot]
    memory.bounds[slot] = .truth
    memory.absences[slot] = nil
    if let marks = memory.absences[first] {
      for row in 0..<count { out[row] = question(marks[row]) ? 1 : 0 }
    } else {
      let answer: Double = question(Absent.none) ? 1 : 0
      for row in 0..<count { out[row] = answer }
    }
  }

  func onlyIf(_ condition: Int, _ first: Int, _ slot: Int) {
    let (decisions, values, out) = (memory.values[condition], memory.values[first], memory.values[slot])
    for row in 0..<count { out[row] = values[row] }
    memory.bounds[slot] = memory.bounds[first]
    let (marks, own) = (memory.absences[condition], memory.absences[first])
    let result = memory.markSpace(slot)
    var any: UInt8 = 0
    for row in 0..<count {
      let mark = marks?[row] ?? Absent.none
      if mark != Absent.none {
        result[row] = max(mark, Absent.missing)
      } else {
        result[row] = decisions[row] != 0 ? own?[row] ?? Absent.none : Absent.notApplicable
      }
      any |= result[row]
    }
    memory.absences[slot] = any == 0 ? nil : result
  }

  func keepNotApplicable(_ first: Int, _ second: Int, _ slot: Int) {
    let (values, out) = (memory.values[second], memory.values[slot])
    for row in 0..<count { out[row] = values[row] }
    memory.bounds[slot] = memory.bounds[second]
    let others = memory.absences[second]
    guard let marks = memory.absences[first] ?? others else {
      memory.absences[slot] = nil
      return
    }
    let result = memory.markSpace(slot)
    let isOwn = memory.absences[first] != nil
    for row in 0..<count {
      result[row] = isOwn && marks[row] == Absent.notApplicable ? Absent.notApplicable : others?[row] ?? Absent.none
    }
    memory.absences[slot] = result
  }

  func zeroIfNotApplicable(_ first: Int, _ slot: Int) {
    let (values, out) = (memory.values[first], memory.values[slot])
    guard let marks = memory.absences[first] else {
      for row in 0..<count { out[row] = values[row] }
      memory.bounds[slot] = memory.bounds[first]
      memory.absences[slot] = nil
      return
    }
    let result = memory.markSpace(slot)
    var any: UInt8 = 0
    for row in 0..<count {
      let applies = marks[row] != Absent.notApplicable
      out[row] = applies ? values[row] : 0
      result[row] = applies ? marks[row] : Absent.none
      any |= result[row]
    }
    memory.bounds[slot] = memory.bounds[first].union(ColumnConstant.zero.bounds)
    memory.absences[slot] = any == 0 ? nil : result
  }

  func tellIf(_ condition: Int) {
    guard memory.bounds[condition].greatest > 0 else { return }
    let values = memory.values[condition]
    var held: UInt64 = 0
    for row in 0..<count { held |= values[row].bitPattern }
    guard held != 0 else { return }
    let marks = memory.absences[condition]
    for row in 0..<count where values[row] != 0 && (marks?[row] ?? Absent.none) == Absent.none {
      memory.doubts[row] = 1
      memory.hasDoubts = true
    }
  }

  func tellIfFailed(_ first: Int) {
    guard let marks = memory.absences[first] else { return }
    for row in 0..<count where marks[row] == Absent.failed {
      memory.doubts[row] = 1
      memory.hasDoubts = true
    }
  }

  // MARK: Look-ups

  func lookUp(_ table: LookUpTable, _ keys: [Int], _ slot: Int) {
    let out = memory.values[slot]
    let offsets = table.offsets
    let keyValues = keys.prefix(offsets.count).map { memory.values[$0] }
    memory.bounds[slot] = table.bounds
    for row in 0..<count {
      var place = 0
      for key in 0..<offsets.count { place += offsets[key][Int(keyValues[key][row])] }
      memory.scratch[row] = Double(place)
      out[row] = table.figures[place]
    }
    memory.absences[slot] = nil
    for key in keys.prefix(offsets.count) where memory.absences[key] != nil { mergeAbsences(key, slot, slot) }
    guard table.hasHoles else { return }
    for row in 0..<count where !table.isThere[Int(memory.scratch[row])] {
      let marks = ownMarks(slot)
      marks[row] = max(marks[row], Absent.missing)
    }
  }
}
