package org.yearbook.dashboard.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
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
        properties.setProperty(prefix + "connectiontimeout", TEN_SECONDS);
        properties.setProperty(prefix + "timeout", TEN_MINUTES);
        properties.setProperty(prefix + "writetimeout", THIRTY_SECONDS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean begins = settings.tls() == MailSettings.Tls.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(begins));
        properties.setProperty(prefix + "starttls.required", String.valueOf(begins));
        return properties;
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
            helper.setFrom(new InternetAddress(settings.from(), true));
            helper.setTo(new InternetAddress(to, true));
            helper.setSubject(letter.subject());
            helper.setText(letter.plain(), letter.html());
            if (!name.isEmpty()) {
                helper.addAttachment(name, new ByteArrayResource(file), "application/pdf");
            }
            // So that an absence note does not answer, and mail programs offer the way out.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("List-Unsubscribe", "<" + settings.server() + "/password>");
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
                return ofPerson(person.getReturnCode(), e);
            }
            if (said instanceof SMTPSendFailedException command) {
                return ofCommand(command, e);
            }
            said = said instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return new MailException(UNREACHABLE, false, e);
    }

    private static MailException ofPerson(int code, MailSendException e) {
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
        return command.getCommand().startsWith("MAIL FROM")
                ? new MailException(
                        "The mail server refused the sender; write an address that it sends for as 'from' of mail.yaml",
                        false,
                        e)
                : new MailException("The mail server refused a letter", true, e);
    }
}
