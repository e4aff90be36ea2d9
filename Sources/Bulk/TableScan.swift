import Dataset
import Synchronization

/// Reads a table into columns, many rows at once.
struct TableScan {
  let path: String
  let file: OpenFile
  let form: TableForm
  private let chunks: ChunkFile
  private let reader: RowReader

  /// Reads the head of a table.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - chunkSize: the bytes that are read at once.
  ///   - form: reads the head of it.
  /// - Throws: why it cannot be read so.
  init(_ path: String, chunkSize: Int, form: ([UInt8], Bool) -> TableForm?) throws(NotStreamed) {
    guard let file = OpenFile(path), var chunks = ChunkFile(file, size: chunkSize), let head = chunks.head else {
      throw .unreadable(path)
    }
    guard let form = form(head.bytes, head.isWhole), let reader = RowReader(form) else { throw .toTell(of: path) }
    chunks.skip(form.start)
    self.path = path
    self.file = file
    self.form = form
    self.chunks = chunks
    self.reader = reader
  }

  /// Reads the rows.
  ///
  /// - Parameters:
  ///   - empty: what is held of no rows.
  ///   - threads: how many chunks are worked on at once.
  ///   - progress: told how many rows are read, and which part of the file.
  /// - Returns: what is held of all rows.
  /// - Throws: why they cannot be read so.
  func rows<Table: HeldTable>(
    into empty: Table, threads: Int, progress: @escaping @Sendable (Int, Double) -> Void
  ) async throws(NotStreamed) -> Table {
    let all = Mutex((table: empty, rows: 0))
    let (path, form, reader) = (path, form, reader)
    try await OrderedWork<ChunkFile, (Table, Int), NotStreamed>(chunks).run(
      threads: threads,
      worker: {
        let block = RowBlock(form)
        return { chunk throws(NotStreamed) in
          do throws(GivesUp) {
            return try Self.part(chunk, reader, block, into: empty)
          } catch {
            throw .toTell(of: path)
          }
        }
      },
      take: { result, part in
        let rows = all.withLock { all in
          all.table.append(result.0)
          all.rows += result.1
          return all.rows
        }
        progress(rows, part)
      })
    return all.withLock { $0.table }
  }

  private static func part<Table: HeldTable>(
    _ chunk: ChunkFile.Chunk, _ reader: RowReader, _ block: RowBlock, into empty: Table
  ) throws(GivesUp) -> (Table, Int) {
    let text = try ChunkText(chunk.bytes)
    var part = empty
    var rows = 0
    var offset = 0
    while offset < text.bytes.count {
      try reader.read(text.bytes, from: &offset, into: block)
      try part.append(block, text.bytes, at: chunk.offset)
      rows += block.count
    }
    return (part, rows)
  }
}
