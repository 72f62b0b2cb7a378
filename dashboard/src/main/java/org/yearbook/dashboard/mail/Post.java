package org.yearbook.dashboard.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.yearbook.dashboard.mail.LetterText.Written;

/** Hands letters to the district's mail server. */
final class Post {

    private static final String TEN_SECONDS = "10000";
    private static final String THIRTY_SECONDS = "30000";
    // A server looks a letter over before it says that it has it: it may take as long (RFC 5321, 4.5.3.2.6).
    private static final String TEN_MINUTES = "600000";

    private static final String UNREACHABLE = "The mail server could not be reached, or broke off";

    // Answers of a mail server (RFC 5321, 4.2): from 400 on it may do later what it does not now, from 500 on never.
    private static final int NOT_NOW = 400;
    private static final int CLOSES = 421;
    private static final int FOR_GOOD = 500;
    private static final int TOO_LARGE = 552;

    // Codes of RFC 3463 and RFC 7505, that of Exchange, and the words of Postfix, which has no code of its own for it.
    private static final Pattern OF_SENDER =
            Pattern.compile("\\b5\\.1\\.[78]\\b|\\b5\\.7\\.(27|60)\\b|(?i:sender address rejected)");

    private final JavaMailSenderImpl sender;
    private final MailSettings settings;

    Post(MailSettings settings, String password) {
        this.settings = settings;
        this.sender = new JavaMailSenderImpl();
        boolean whole = settings.tls() == MailSettings.Tls.TLS;
        sender.setProtocol(whole ? "smtps" : "smtp");
        sender.setHost(settings.host());
        sender.setPort(settings.port());
        sender.setDefaultEncoding("UTF-8");
        if (!settings.user().isEmpty()) {
            sender.setUsername(settings.user());
            sender.setPassword(password);
        }
        sender.setJavaMailProperties(connection(settings));
    }

    static Properties connection(MailSettings settings) {
        var properties = new Properties();
        String prefix = settings.tls() == MailSettings.Tls.TLS ? "mail.smtps." : "mail.smtp.";
        properties.setProperty(prefix + "auth", String.valueOf(!settings.user().isEmpty()));
        // By it a letter is named: else after this machine, which a mail server does not know.
        properties.setProperty("mail.from", from(settings).getAddress());
        properties.setProperty(prefix + "connectiontimeout", TEN_SECONDS);
        properties.setProperty(prefix + "timeout", TEN_MINUTES);
        properties.setProperty(prefix + "writetimeout", THIRTY_SECONDS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean begins = settings.tls() == MailSettings.Tls.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(begins));
        properties.setProperty(prefix + "starttls.required", String.valueOf(begins));
        return properties;
    }

    /** A name with other letters than those of English goes as RFC 2047 has it: not every server takes it as it is. */
    private static InternetAddress from(MailSettings settings) {
        try {
            var from = new InternetAddress(settings.from(), true);
            if (from.getPersonal() != null) {
                from.setPersonal(from.getPersonal(), StandardCharsets.UTF_8.name());
            }
            return from;
        } catch (AddressException | UnsupportedEncodingException e) {
            throw new IllegalStateException("'from' of mail.yaml was an address when it was read", e);
        }
    }

    /** Sends one letter; when it returns, the mail server has it. */
    void send(String to, Written letter) {
        send(to, letter, "", new byte[0]);
    }

    /** Sends one letter with a PDF; when it returns, the mail server has it. A file without a name is none. */
    void send(String to, Written letter, String name, byte[] file) {
        try {
            MimeMessage message = sender.createMimeMessage();
            var helper = new MimeMessageHelper(message, true, "UTF-8");
            helper.setFrom(from(settings));
            helper.setTo(new InternetAddress(to, true));
            helper.setSubject(letter.subject());
            helper.setText(letter.plain(), letter.html());
            if (!name.isEmpty()) {
                helper.addAttachment(name, new ByteArrayResource(file), "application/pdf");
            }
            // So that an absence note does not answer, and mail programs offer the way out.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("List-Unsubscribe", "<" + settings.server() + "/password>");
            message.setHeader("List-Id", "<" + listId(from(settings).getAddress()) + ">");
            sender.send(message);
        } catch (MailAuthenticationException e) {
            throw new MailException("The mail server refused the user or the password", false, e);
        } catch (MailSendException e) {
            if (!e.getFailedMessages().isEmpty()) {
                throw refused(e);
            }
            // The server took the letter and broke off while saying good-bye.
        } catch (MessagingException e) {
            throw new MailException("The mail server was given a letter that it could not read", true, e);
        }
    }

    /** What offers a way out of a list has to say which (RFC 2919): filters mistrust one without the other. */
    private static String listId(String from) {
        return "yearbook." + from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static MailException refused(MailSendException e) {
        return e.getFailedMessages().values().stream()
                .findFirst()
                .map(failed -> refused(failed, e))
                .orElseGet(() -> new MailException(UNREACHABLE, false, e));
    }

    /** What the server said of the person is chained to what the program made of it. */
    private static MailException refused(Exception failed, MailSendException e) {
        Exception said = failed;
        while (said != null) {
            if (said instanceof SMTPAddressFailedException person) {
                return ofPerson(person, e);
            }
            if (said instanceof SMTPSendFailedException command) {
                return ofCommand(command, e);
            }
            String way = ofTheWay(said);
            if (!way.isEmpty()) {
                return new MailException(way, false, e);
            }
            said = said instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return new MailException(UNREACHABLE, false, e);
    }

    /** {@return what keeps the two from speaking in secret; empty when something else is the matter} */
    private static String ofTheWay(Exception said) {
        if (said instanceof SSLException && said.getCause() instanceof CertificateException) {
            return "The mail server's certificate is none that this machine trusts, or is for another name than 'host' of"
                    + " mail.yaml";
        }
        String words = String.valueOf(said.getMessage());
        if (said instanceof SSLException && words.startsWith("Unsupported or unrecognized SSL message")) {
            return "The mail server does not begin with TLS at this port; 'tls' of mail.yaml may have to be starttls";
        }
        return words.startsWith("STARTTLS is required")
                ? "The mail server does not offer STARTTLS; 'tls' or 'port' of mail.yaml is another one"
                : "";
    }

    private static MailException ofPerson(SMTPAddressFailedException person, MailSendException e) {
        int code = person.getReturnCode();
        if (code >= FOR_GOOD && ofSender(person)) {
            return senderRefused(e);
        }
        if (code >= FOR_GOOD) {
            return new MailException("The mail server refused the address of one person", true, e);
        }
        return code < NOT_NOW || code == CLOSES
                ? new MailException(UNREACHABLE, false, e)
                : new MailException("The mail server takes no mail for one person just now", true, e);
    }

    private static MailException ofCommand(SMTPSendFailedException command, MailSendException e) {
        if (command.getReturnCode() < FOR_GOOD) {
            return new MailException(UNREACHABLE, false, e);
        }
        if (command.getCommand().startsWith("MAIL FROM") || ofSender(command)) {
            return senderRefused(e);
        }
        return command.getReturnCode() == TOO_LARGE
                ? new MailException("The mail server takes no letter as large as this one", true, e)
                : new MailException("The mail server refused a letter", true, e);
    }

    /**
     * {@return whether a refusal is of who sends, whatever it was the answer to} Many servers say so only when they
     * hear for whom the letter is (Postfix), or have the whole of it (Exchange).
     */
    private static boolean ofSender(Exception answer) {
        return OF_SENDER.matcher(String.valueOf(answer.getMessage())).find();
    }

    private static MailException senderRefused(MailSendException e) {
        return new MailException(
                "The mail server refused the sender; write an address that it sends for as 'from' of mail.yaml",
                false,
                e);
    }
}
