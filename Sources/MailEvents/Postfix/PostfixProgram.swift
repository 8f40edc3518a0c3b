package import ByteTools
package import MailLines
internal import MailTerms

/// The programs of Postfix and its usual companions, by the names under which they log.
///
/// Source: the daemons of the Postfix source tree; `nqmgr` and `oqmgr` are queue managers, `lmtp` is
/// `smtp` under another name.
package enum PostfixProgram: UInt8, CaseIterable, Sendable {
  /// The tag lost the name; the text must tell.
  case lost
  case anvil, bounce, cleanup, discard, dnsblog, error, flush, lmtp, local, master, nqmgr, oqmgr
  case pickup, pipe, postalias, postcat, postconf, postdrop, postfix, postfixScript, postkick
  case postlock, postlog, postlogd, postmap, postmulti, postqueue, postscreen, postsuper
  case posttlsFinger, proxymap, qmgr, qmqpd, scache, sendmail, showq, smtp, smtpd, spawn, tlsmgr
  case tlsproxy, trivialRewrite, verify, virtual
  // Companions: they log beside Postfix, under tags of their own.
  case amavis, opendkim, opendmarc, policydSPF, postgrey

  package var name: StaticString {
    switch self {
    case .lost: ""
    case .anvil: "anvil"
    case .bounce: "bounce"
    case .cleanup: "cleanup"
    case .discard: "discard"
    case .dnsblog: "dnsblog"
    case .error: "error"
    case .flush: "flush"
    case .lmtp: "lmtp"
    case .local: "local"
    case .master: "master"
    case .nqmgr: "nqmgr"
    case .oqmgr: "oqmgr"
    case .pickup: "pickup"
    case .pipe: "pipe"
    case .postalias: "postalias"
    case .postcat: "postcat"
    case .postconf: "postconf"
    case .postdrop: "postdrop"
    case .postfix: "postfix"
    case .postfixScript: "postfix-script"
    case .postkick: "postkick"
    case .postlock: "postlock"
    case .postlog: "postlog"
    case .postlogd: "postlogd"
    case .postmap: "postmap"
    case .postmulti: "postmulti"
    case .postqueue: "postqueue"
    case .postscreen: "postscreen"
    case .postsuper: "postsuper"
    case .posttlsFinger: "posttls-finger"
    case .proxymap: "proxymap"
    case .qmgr: "qmgr"
    case .qmqpd: "qmqpd"
    case .scache: "scache"
    case .sendmail: "sendmail"
    case .showq: "showq"
    case .smtp: "smtp"
    case .smtpd: "smtpd"
    case .spawn: "spawn"
    case .tlsmgr: "tlsmgr"
    case .tlsproxy: "tlsproxy"
    case .trivialRewrite: "trivial-rewrite"
    case .verify: "verify"
    case .virtual: "virtual"
    case .amavis: "amavis"
    case .opendkim: "opendkim"
    case .opendmarc: "opendmarc"
    case .policydSPF: "policyd-spf"
    case .postgrey: "postgrey"
    }
  }

  /// Numbers below it are Postfix's own programs, or tell of none.
  static let firstCompanion = PostfixProgram.amavis.rawValue

  package var isCompanion: Bool {
    switch self {
    case .amavis, .opendkim, .opendmarc, .policydSPF, .postgrey: true
    default: false
    }
  }

  /// A queue of its own belongs to an instance that runs one of these.
  package var ownsQueue: Bool {
    switch self {
    case .cleanup, .qmgr, .nqmgr, .oqmgr, .pickup: true
    default: false
    }
  }

  var role: LineEvent.Role {
    switch self {
    case .smtp, .lmtp, .lost: .delivery
    case .discard: .discard
    case .postsuper: .administration
    case .tlsproxy: .tlsProxy
    default: .other
    }
  }

  private static let byName: [String: PostfixProgram] = {
    var names: [String: PostfixProgram] = [:]
    for program in allCases where program != .lost {
      names[ByteView(program.name).string] = program
    }
    names["amavisd"] = .amavis
    names["amavisd-new"] = .amavis
    names["policyd-spf-python"] = .policydSPF
    names["postfix-policyd-spf-python"] = .policydSPF
    names["postfix-policyd-spf-perl"] = .policydSPF
    return names
  }()

  /// Takes a tag apart: `INSTANCE/PROGRAM`, `INSTANCE/SERVICE/PROGRAM`, or the bare tag that a logger
  /// left of it. A tag of another mail system is none of ours.
  package static func identify(_ tag: ByteView) -> ProgramIdentity? {
    var identity = ProgramIdentity()
    identity.dialect = .postfix
    if let slash = tag.lastIndex(of: UInt8(ascii: "/")) {
      guard let program = byName[tag.from(slash + 1).string], !program.isCompanion else {
        return nil
      }
      let first = tag.firstIndex(of: UInt8(ascii: "/")) ?? slash
      identity.program = program.rawValue
      identity.ownsQueue = program.ownsQueue
      identity.instance = ByteRange(0..<first)
      if first < slash { identity.service = ByteRange((first + 1)..<slash) }
      identity.name = ByteRange((slash + 1)..<tag.count)
      return identity
    }
    if tag == "postfix" || tag.starts(with: "postfix-"), !isHelper(tag) {
      // RFC 5424's APP-NAME as rsyslog writes it ends before the slash.
      identity.program = PostfixProgram.lost.rawValue
      identity.instance = ByteRange(0..<tag.count)
      return identity
    }
    guard let program = byName[tag.string], program.isCompanion else { return nil }
    identity.program = program.rawValue
    identity.name = ByteRange(0..<tag.count)
    return identity
  }

  /// Programs of others with a name like an instance's.
  private static func isHelper(_ tag: ByteView) -> Bool {
    tag == "postfix-tlspol" || tag.starts(with: "postfix-mta-sts")
      || tag.starts(with: "postfix-policyd") || tag == "postfix-exporter"
  }
}
