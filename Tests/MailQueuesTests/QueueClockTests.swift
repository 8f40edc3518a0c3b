import ByteTools
import MailLines
import MailQueues
import MailTerms
import Testing
