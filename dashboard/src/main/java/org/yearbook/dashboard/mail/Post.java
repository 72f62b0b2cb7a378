package org.yearbook.dashboard.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.yearbook.dashboard.mail.LetterText.Written;

/** Hands letters to the district's mail server. */
final class Post {

    private static final String TEN_SECONDS = "10000";
    private static final String THIRTY_SECONDS = "30000";

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
        Properties properties = sender.getJavaMailProperties();
        String prefix = whole ? "mail.smtps." : "mail.smtp.";
        properties.setProperty(prefix + "auth", String.valueOf(!settings.user().isEmpty()));
        properties.setProperty(prefix + "connectiontimeout", TEN_SECONDS);
        properties.setProperty(prefix + "timeout", THIRTY_SECONDS);
        properties.setProperty(prefix + "writetimeout", THIRTY_SECONDS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        boolean begins = settings.tls() == MailSettings.Tls.STARTTLS;
        properties.setProperty(prefix + "starttls.enable", String.valueOf(begins));
        properties.setProperty(prefix + "starttls.required", String.valueOf(begins));
    }

    /** Sends one letter; when it returns, the mail server has it. */
    void send(String to, Written letter) {
        try {
            MimeMessage message = sender.createMimeMessage();
            var helper = new MimeMessageHelper(message, true, "UTF-8");
            helper.setFrom(new InternetAddress(settings.from(), true));
            helper.setTo(new InternetAddress(to, true));
            helper.setSubject(letter.subject());
            helper.setText(letter.plain(), letter.html());
            // So that an absence note does not answer, and mail programs offer the way out.
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("List-Unsubscribe", "<" + settings.server() + "/password>");
            sender.send(message);
        } catch (MailAuthenticationException e) {
            throw new MailException("The mail server refused the user or the password", false, e);
        } catch (MailSendException e) {
            throw refused(e);
        } catch (MessagingException e) {
            throw new MailException("The mail server was given a letter that it could not read", true, e);
        }
    }

    private static MailException refused(MailSendException e) {
        boolean address = e.getFailedMessages().values().stream().anyMatch(SendFailedException.class::isInstance);
        return address
                ? new MailException("The mail server refused the address of one person", true, e)
                : new MailException("The mail server could not be reached, or broke off", false, e);
    }
}
