# Swiss Post's IncaMail: the platform whose mail is followed.
#
# A keyword, blanks, the rest of the line. Keywords other than `profile` and `routing` may be repeated.
#   profile           its name
#   suffix            what the sender's add-in appends to a recipient's domain; begins with a dot
#   tag               what a secure message's subject bears; every tag begins with it
#   test-subject      a part of the subject of the connection test's mails
#   outbound-host     a host that takes our mail; with a dot in front: every host below that domain
#   outbound-network  its addresses
#   inbound-host, inbound-network   who delivers to us; without any, as outbound
#   routing           auto, mx, domain or content: how mail is led to the platform
#   ca                who issues the platform's certificates; the name may be a part of the issuer's
#   organisation      whom its certificates name
#   support           whom to call

profile           incamail
suffix            .incamail.ch
tag               <im>
test-subject      Test-Mail
outbound-host     im.post.ch
outbound-host     .incamail.com
outbound-host     .incamail.ch
outbound-network  194.41.147.13/32
outbound-network  194.41.147.14/32
routing           auto
ca                SwissSign
organisation      Post CH AG
support           IncaMail business support, Monday to Friday 08.00 to 18.00
support           business@incamail.ch
support           +41 848 00 04 15
