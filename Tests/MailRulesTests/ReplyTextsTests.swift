import Testing

@testable import MailRules

/// Replies as servers on the Internet give them, with what an administrator would call each.
@Suite("Real replies")
struct ReplyTextsTests {
  @Test(
    "A peer's reply",
    arguments: [
      // Google
      (
        "550-5.7.1 [192.0.2.1] Our system has detected that this message is not RFC 5322 550 5.7.1 compliant. gsmtp",
        "message.malformed"
      ),
      (
        "421-4.7.0 [192.0.2.1 15] Our system has detected that this message is suspicious due to the very low reputation of the sending IP address. gsmtp",
        "filter.reputation"
      ),
      (
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.",
        "filter.policy"
      ),
      (
        "452-4.2.2 The recipient's inbox is out of storage space. Please direct the 452-4.2.2 recipient to support.google.com",
        "recipient.full"
      ),
      (
        "450-4.2.1 The user you are trying to contact is receiving mail at a rate that 450-4.2.1 prevents additional messages from being delivered.",
        "rate.limited"
      ),
      (
        "552-5.7.0 This message was blocked because its content presents a potential 552-5.7.0 security issue.",
        "filter.attachment"
      ),
      (
        "451 4.7.24 The SPF record of the sending domain has one or more suspicious entries.",
        "filter.policy"
      ),
      // Microsoft
      (
        "550 5.7.1 Service unavailable, Client host [192.0.2.1] blocked using Spamhaus.",
        "filter.reputation"
      ),
      (
        "550 5.4.1 Recipient address rejected: Access denied. [VI1EUR04FT003.eop-eur04.example]",
        "recipient.unknown"
      ),
      (
        "550 5.7.509 Access denied, sending domain muster.example does not pass DMARC verification and has a DMARC policy of reject.",
        "filter.policy"
      ),
      (
        "451 4.7.650 The mail server [192.0.2.1] has been temporarily rate limited due to IP reputation.",
        "rate.limited"
      ),
      (
        "550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. (S3150)",
        "filter.reputation"
      ),
      ("550 5.7.606 Access denied, banned sending IP [192.0.2.1].", "filter.reputation"),
      ("432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded", "rate.limited"),
      ("550 5.7.54 SMTP; Unable to relay recipient in non-accepted domain", "route.relay-denied"),
      (
        "554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException",
        "recipient.full"
      ),
      ("530 5.7.57 Client not authenticated to send mail.", "auth.failed"),
      // Yahoo, GMX, Bluewin
      (
        "554 delivery error: dd Not a valid recipient - atlas-production.v2-mail-prod1",
        "recipient.unknown"
      ),
      (
        "421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to unexpected volume",
        "rate.limited"
      ),
      (
        "550-Requested action not taken: mailbox unavailable 550 For explanation visit https://postmaster.example",
        "recipient.unknown"
      ),
      (
        "554-Transaction failed 554-Reject due to policy restrictions. 554 For explanation visit https://postmaster.example",
        "filter.policy"
      ),
      (
        "554 IMTA-102 mx.example Your IP address 192.0.2.1 is on our blocklist", "filter.reputation"
      ),
      // Filters in front
      (
        "554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.",
        "filter.reputation"
      ),
      ("554 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1", "filter.reputation"),
      ("550 Rejected by header based Anti-Spoofing policy: muster@ok.example", "filter.policy"),
      ("554 Email rejected due to security policies", "filter.policy"),
      ("550 5.7.0 Local Policy Violation", "filter.policy"),
      ("550 #5.1.0 Address rejected.", "recipient.unknown"),
      ("554 5.7.1 Message blocked by SpamAssassin, hits=11.3 required=8.0", "filter.spam"),
      (
        "554 5.7.0 Reject, id=17533-06 - BANNED: multipart/mixed | text/html,.html,SAFE.html",
        "filter.attachment"
      ),
      ("554 5.7.0 Reject, id=17533-06 - INFECTED: Eicar-Signature", "filter.virus"),
      ("550 5.7.1 Message contains a virus (W97M.Downloader)", "filter.virus"),
      ("4.7.1 Try again later", "server.temporary"),
      ("451 4.7.1 Greylisting in action, please come back in 00:04:59", "filter.greylist"),
      ("451 4.7.1 Sorry, your message was deferred. Try again in 5 minutes", "filter.greylist"),
      // Exim, qmail, sendmail, Postfix
      (
        "550-Verification failed for <s@ok.example> 550-No Such User Here 550 Sender verify failed",
        "sender.rejected"
      ),
      ("550 Administrative prohibition", "server.permanent"),
      ("550 relay not permitted", "route.relay-denied"),
      (
        "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
        "route.relay-denied"
      ),
      ("511 sorry, no mailbox here by that name (#5.1.1 - chkuser)", "recipient.unknown"),
      ("550 5.1.1 <r@ok.example>... User unknown", "recipient.unknown"),
      (
        "553 5.1.8 <s@ok.example>... Domain of sender address s@ok.example does not exist",
        "sender.rejected"
      ),
      (
        "450 4.1.1 <r@ok.example>: Recipient address rejected: unverified address: Address verification in progress",
        "recipient.unknown"
      ),
      ("504 5.5.2 <gw1>: Helo command rejected: need fully-qualified hostname", "filter.policy"),
      ("554 5.7.1 <host[192.0.2.1]>: Client host rejected: Access denied", "filter.policy"),
      ("452 4.3.1 Insufficient system storage", "server.temporary"),
      ("451 4.3.0 Error: queue file write error", "server.temporary"),
      ("421 4.3.2 Service not available, closing transmission channel", "server.temporary"),
      ("450 4.2.1 Mailbox busy, try later", "server.temporary"),
      ("554 5.3.0 Transaction failed", "server.permanent"),
      ("521 5.3.2 im.post.ch does not accept mail from you", "server.permanent"),
      ("554 5.4.6 Error: too many hops", "route.loop"),
      ("552 5.3.4 Error: message file too big", "message.too-large"),
      ("552 RCPT TO:<r@ok.example> Mailbox disk quota exceeded", "recipient.full"),
      ("550 5.2.1 <r@ok.example>: Mailbox disabled, not accepting messages", "recipient.disabled"),
      // In other languages
      ("550 Postfach voll", "recipient.full"),
      ("554 Empfänger unbekannt", "recipient.unknown"),
      ("550 Le destinataire n'existe pas", "recipient.unknown"),
      // TLS and certificates in words
      ("530 5.7.0 Must issue a STARTTLS command first", "tls.required-by-peer"),
      ("450 4.7.1 Session encryption is required", "tls.required-by-peer"),
      ("454 4.7.0 TLS not available due to local problem", "tls.refused"),
      ("421 4.7.1 gw1.incamail.com Error: Client certificate not trusted", "cert.own-rejected"),
      ("421 4.7.1 gw1.incamail.com Error: No client certificate presented", "cert.own-missing"),
      (
        "550 5.7.1 Client certificate not accepted: issuer is not registered for this domain",
        "cert.own-rejected"
      ),
      (
        "550 5.7.1 Verification of client certificate failed: unable to get local issuer certificate",
        "cert.own-rejected"
      ),
      ("550 5.7.1 Client certificate expired", "cert.own-expired"),
      // Codes only
      ("530 5.7.0", "auth.failed"), ("421 4.7.0 go away", "rate.limited"),
      ("552", "message.too-large"),
      ("550 5.7.1 no", "filter.policy"), ("450 no", "server.temporary"),
      ("550 no", "server.permanent"),
    ])
  func replies(text: String, expected: String) throws {
    #expect(try RuleSet.shipped().className(.reply, text) == expected)
  }

  @Test(
    "What Postfix says itself",
    arguments: [
      ("TLS is required, but was not offered by host im.post.ch[192.0.2.13]", "tls.not-offered"),
      ("Cannot start TLS: handshake failure", "tls.handshake"),
      ("Server certificate not verified", "cert.unverified"),
      (
        "lost connection with im.post.ch[192.0.2.13] while performing the EHLO handshake",
        "network.lost"
      ),
      ("connect to im.post.ch[192.0.2.13]:25: Connection timed out", "network.timeout"),
      (
        "Host or domain name not found. Name service error for name=x.example type=MX: Host not found",
        "network.dns"
      ),
      ("mail for mxgw01.example loops back to myself", "route.loop"),
      ("Domain nomail.example does not accept mail (nullMX)", "recipient.unknown"),
      ("mail transport unavailable", "local.error"),
      ("connect to mx.example[private/dovecot-lmtp]: Permission denied", "local.error"),
      ("Command died with status 1: \"/usr/bin/procmail\"", "local.error"),
      ("maildir delivery failed: error writing message: Disk quota exceeded", "recipient.full"),
    ])
  func reasons(text: String, expected: String) throws {
    #expect(try RuleSet.shipped().className(.reason, text) == expected)
  }
}
