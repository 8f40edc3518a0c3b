package import ByteTools

/// Host names and domains: `im.post.ch` is itself, `.incamail.com` every host below that domain.
package struct HostList: Sendable {
  private var names: [[UInt8]] = []

  package init() {}

  package var isEmpty: Bool { names.isEmpty }

  package mutating func add(_ name: ByteView) {
    var copy: [UInt8] = []
    copy.append(name)
    if copy.last == UInt8(ascii: "."), copy.count > 1 { copy.removeLast() }
    names.append(copy)
  }

  /// Whether `host` is listed or lies below a listed domain; `unknown`, which Postfix writes for a
  /// client without a verified name, is nobody.
  package func contains(_ host: ByteView) -> Bool {
    var host = host
    if host.count > 1, host.ends(with: ".") { host = host.prefix(host.count - 1) }
    guard !host.isEmpty, !(host == "unknown") else { return false }
    return names.contains { name in
      name.withByteView { name in
        guard !name.isEmpty else { return false }
        return name[0] == UInt8(ascii: ".")
          ? host.count > name.count && host.endsIgnoringCase(with: name)
          : host.equalsIgnoringCase(name)
      }
    }
  }
}
