import ByteTools
package import MailTerms

/// `grep --fields`: a row a message, or a recipient where a field is of one, as TSV or CSV.
package struct FieldRows {
  package enum Form: Sendable { case tsv, csv }

  private let fields: [MessageField]
  private let form: Form

  package init(_ fields: [MessageField], _ form: Form) {
    self.fields = fields
    self.form = form
  }

  package func appendHeader(to output: inout [UInt8]) {
    append(fields.map(\.rawValue), to: &output)
  }

  package func append(_ trail: Trail, to output: inout [UInt8]) {
    for recipient in trail.rows(of: fields) {
      append(fields.map { $0.value(trail, recipient) }, to: &output)
    }
  }

  private func append(_ cells: [String], to output: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { output.append(form == .tsv ? 0x09 : UInt8(ascii: ",")) }
      // A tab or a line end in a value would be taken for the end of the cell.
      let clean = cell.printable
      switch form {
      case .tsv: output += Array(clean.utf8)
      case .csv: appendQuoted(clean, to: &output)
      }
    }
    if form == .csv { output.append(0x0D) }
    output.append(0x0A)
  }

  /// RFC 4180: in quotes where need be, quotes doubled.
  private func appendQuoted(_ cell: String, to output: inout [UInt8]) {
    guard
      cell.utf8.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") })
        || cell.first == " " || cell.last == " "
    else {
      output += Array(cell.utf8)
      return
    }
    output.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { output.append(byte) }
      output.append(byte)
    }
    output.append(UInt8(ascii: "\""))
  }
}
