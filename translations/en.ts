<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>acolhe::ui::AccountMenu</name>
    <message>
        <source>Theme</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sign out</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Light</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::AttachmentTray</name>
    <message>
        <source>Sending…</source>
        <translation>Sending…</translation>
    </message>
    <message numerus="yes">
        <source>Send %n file(s)</source>
        <translation>
            <numerusform>Send %n file</numerusform>
            <numerusform>Send %n files</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Remove all</translation>
    </message>
    <message>
        <source>Files to send</source>
        <translation>Files to send</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ChoicePage</name>
    <message>
        <source>Welcome to Acolhe</source>
        <translation>Welcome to Acolhe</translation>
    </message>
    <message>
        <source>Where are your clinic&apos;s conversations?</source>
        <translation>Where are your clinic&apos;s conversations?</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Connect to a server</translation>
    </message>
    <message>
        <source>The clinic has an Acolhe server already. You need its address.</source>
        <translation>The clinic has an Acolhe server already. You need its address.</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>Use this computer</translation>
    </message>
    <message>
        <source>For a clinic with one desk, or to try it: nothing else to install.</source>
        <translation>For a clinic with one desk, or to try it: nothing else to install.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Composer</name>
    <message>
        <source>Back to the reply</source>
        <translation>Back to the reply</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Save note</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>A note that only the team sees…</source>
        <translation>A note that only the team sees…</translation>
    </message>
    <message>
        <source>Reply by %1…</source>
        <comment>%1 is a channel</comment>
        <translation>Reply by %1…</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>Reply window: %1 left</source>
        <comment>%1 is a duration</comment>
        <translation>Reply window: %1 left</translation>
    </message>
    <message>
        <source>After that only a template can be sent, until the patient writes again.</source>
        <translation>After that only a template can be sent, until the patient writes again.</translation>
    </message>
    <message>
        <source>Do not reply to this message</source>
        <translation>Do not reply to this message</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>The text was too long and lost its end.</source>
        <translation>The text was too long and lost its end.</translation>
    </message>
    <message>
        <source>Reply by %1…   / for quick replies</source>
        <comment>%1 is a channel</comment>
        <translation>Reply by %1…   / for quick replies</translation>
    </message>
    <message>
        <source>Quick replies</source>
        <translation>Quick replies</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Send later</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ComposerNotice</name>
    <message>
        <source>Internal note</source>
        <translation>Internal note</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Take it</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Take it over</translation>
    </message>
    <message>
        <source>This conversation waits in the queue. Take it to reply.</source>
        <translation>This conversation waits in the queue. Take it to reply.</translation>
    </message>
    <message>
        <source>%1 is answering this conversation.</source>
        <translation>%1 is answering this conversation.</translation>
    </message>
    <message>
        <source>This conversation is closed. A new message of the patient opens another one.</source>
        <translation>This conversation is closed. A new message of the patient opens another one.</translation>
    </message>
    <message>
        <source>The reply window on %1 is closed: it opens again when the patient writes.</source>
        <comment>%1 is a channel</comment>
        <translation>The reply window on %1 is closed: it opens again when the patient writes.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationHeader</name>
    <message>
        <source>With you</source>
        <translation>With you</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>In the queue</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>With %1</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolve</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <source>Resolve (%1)</source>
        <translation>Resolve (%1)</translation>
    </message>
    <message>
        <source>Give to</source>
        <translation>Give to</translation>
    </message>
    <message>
        <source>Back to the queue</source>
        <translation>Back to the queue</translation>
    </message>
    <message>
        <source>Close for good</source>
        <translation>Close for good</translation>
    </message>
    <message>
        <source>Take this conversation</source>
        <translation>Take this conversation</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>More actions</translation>
    </message>
    <message>
        <source>Messages of the patient&apos;s other conversations too</source>
        <translation>Messages of the patient&apos;s other conversations too</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationRows</name>
    <message>
        <source>Draft: %1</source>
        <translation>Draft: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n unread</numerusform>
            <numerusform>%n unread</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>waiting for %1</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationView</name>
    <message>
        <source>This conversation could not be loaded</source>
        <translation>This conversation could not be loaded</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Newest</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Messages</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Loading</translation>
    </message>
    <message>
        <source>Loading older messages</source>
        <translation>Loading older messages</translation>
    </message>
    <message>
        <source>No conversation is open</source>
        <translation>No conversation is open</translation>
    </message>
    <message>
        <source>Choose one from the list to read and answer it.</source>
        <translation>Choose one from the list to read and answer it.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::DateDialog</name>
    <message>
        <source>Go to a date</source>
        <translation>Go to a date</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Go</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::FormPage</name>
    <message>
        <source>One moment…</source>
        <translation>One moment…</translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation>Choose something else</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ImageViewer</name>
    <message>
        <source>Previous image</source>
        <translation>Previous image</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Next image</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 of %3)</translation>
    </message>
    <message>
        <source>This image cannot be shown. It can be saved.</source>
        <translation>This image cannot be shown. It can be saved.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Loading…</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::InboxView</name>
    <message>
        <source>%1 copied</source>
        <comment>%1 is e.g. Phone</comment>
        <translation>%1 copied</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>Whole text</translation>
    </message>
    <message>
        <source>Reply to this</source>
        <translation>Reply to this</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Copy text</translation>
    </message>
    <message>
        <source>Conversation resolved</source>
        <translation>Conversation resolved</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>The note is not saved: there is no connection to the server.</source>
        <translation>The note is not saved: there is no connection to the server.</translation>
    </message>
    <message>
        <source>The note is not saved. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>The note is not saved. %1</translation>
    </message>
    <message>
        <source>Copy the note</source>
        <translation>Copy the note</translation>
    </message>
    <message>
        <source>This text was sent or removed on your other computer.</source>
        <translation>This text was sent or removed on your other computer.</translation>
    </message>
    <message>
        <source>You wrote something else here on your other computer.</source>
        <translation>You wrote something else here on your other computer.</translation>
    </message>
    <message>
        <source>Remove it here</source>
        <translation>Remove it here</translation>
    </message>
    <message>
        <source>Use that text</source>
        <translation>Use that text</translation>
    </message>
    <message>
        <source>Choose date and time…</source>
        <translation>Choose date and time…</translation>
    </message>
    <message>
        <source>Time to undo a sent message</source>
        <translation>Time to undo a sent message</translation>
    </message>
    <message numerus="yes">
        <source>%n s</source>
        <translation>
            <numerusform>%n s</numerusform>
            <numerusform>%n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Send at once</source>
        <translation>Send at once</translation>
    </message>
    <message>
        <source>It is not scheduled: there is no connection to the server.</source>
        <translation>It is not scheduled: there is no connection to the server.</translation>
    </message>
    <message>
        <source>It is not scheduled. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>It is not scheduled. %1</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copy the text</translation>
    </message>
    <message>
        <source>That message is not here any more.</source>
        <translation>That message is not here any more.</translation>
    </message>
    <message>
        <source>Copy with author and time</source>
        <translation>Copy with author and time</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>Save %1</translation>
    </message>
    <message>
        <source>Go to a date…</source>
        <translation>Go to a date…</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::KeySheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Search conversations</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Next conversation</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Previous conversation</translation>
    </message>
    <message>
        <source>Write a reply (in the list and the messages)</source>
        <translation>Write a reply (in the list and the messages)</translation>
    </message>
    <message>
        <source>Take the conversation (in the list and the messages)</source>
        <translation>Take the conversation (in the list and the messages)</translation>
    </message>
    <message>
        <source>Send; on a message: reply to it</source>
        <translation>Send; on a message: reply to it</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>New line</translation>
    </message>
    <message>
        <source>Internal note, and back</source>
        <translation>Internal note, and back</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolve</translation>
    </message>
    <message>
        <source>Show or hide the patient</source>
        <translation>Show or hide the patient</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Next pane</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Inbox</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>This sheet</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Quick replies (at the start of a line)</source>
        <translation>Quick replies (at the start of a line)</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ListPane</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation>
            <numerusform>%n new above</numerusform>
            <numerusform>%n new above</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>No conversation here matches “%1”.</source>
        <translation>No conversation here matches “%1”.</translation>
    </message>
    <message>
        <source>All answered</source>
        <translation>All answered</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) wait in the queue.</source>
        <translation>
            <numerusform>%n conversation waits in the queue.</numerusform>
            <numerusform>%n conversations wait in the queue.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation>Take the next</translation>
    </message>
    <message>
        <source>Nobody waits for an answer.</source>
        <translation>Nobody waits for an answer.</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>The queue is empty</translation>
    </message>
    <message>
        <source>New conversations appear here.</source>
        <translation>New conversations appear here.</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>No conversations yet</translation>
    </message>
    <message>
        <source>They appear when patients write.</source>
        <translation>They appear when patients write.</translation>
    </message>
    <message>
        <source>Nothing resolved yet</source>
        <translation>Nothing resolved yet</translation>
    </message>
    <message>
        <source>Resolved conversations are kept here.</source>
        <translation>Resolved conversations are kept here.</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Inbox</translation>
    </message>
    <message>
        <source>List options</source>
        <translation>List options</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Comfortable rows</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Compact rows</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Search conversations</translation>
    </message>
    <message>
        <source>Search name, phone…</source>
        <translation>Search name, phone…</translation>
    </message>
    <message>
        <source>Which conversations</source>
        <translation>Which conversations</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mine</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>All</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversations</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Loading</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::MainWindow</name>
    <message>
        <source>connected</source>
        <translation>connected</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>not connected</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Screens</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Inbox</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Sign out?</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) did not reach the server yet.</source>
        <translation>
            <numerusform>%n message did not reach the server yet.</numerusform>
            <numerusform>%n messages did not reach the server yet.</numerusform>
        </translation>
    </message>
    <message>
        <source>They wait on this computer and are lost when you sign out. They will not be sent to anybody.</source>
        <translation>They wait on this computer and are lost when you sign out. They will not be sent to anybody.</translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation>Discard and sign out</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Stay signed in</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>Show the password</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PatientPanel</name>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <comment>age</comment>
        <translation>
            <numerusform>%n year</numerusform>
            <numerusform>%n years</numerusform>
        </translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Born</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>History</source>
        <translation>History</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PlayerBar</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Stop and close</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Speed: %1 times</source>
        <translation>Speed: %1 times</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ProblemStrip</name>
    <message>
        <source>This computer&apos;s keychain cannot be used: nothing is kept here, and what is not sent is lost when Acolhe is closed.</source>
        <translation>This computer&apos;s keychain cannot be used: nothing is kept here, and what is not sent is lost when Acolhe is closed.</translation>
    </message>
    <message>
        <source>Connecting to the server… Your messages wait here.</source>
        <translation>Connecting to the server… Your messages wait here.</translation>
    </message>
    <message>
        <source>No connection to the server. Your messages wait here.</source>
        <translation>No connection to the server. Your messages wait here.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Try now</translation>
    </message>
    <message numerus="yes">
        <source>No connection to the server. Trying again in %n s. Your messages wait here.</source>
        <translation>
            <numerusform>No connection to the server. Trying again in %n s. Your messages wait here.</numerusform>
            <numerusform>No connection to the server. Trying again in %n s. Your messages wait here.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 needs attention: %2.</source>
        <comment>%1 is an inbox, %2 what is wrong with it</comment>
        <translation>%1 needs attention: %2.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::QuickReplyChooser</name>
    <message>
        <source>Quick replies</source>
        <translation>Quick replies</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SendLater</name>
    <message>
        <source>In 1 hour</source>
        <translation>In 1 hour</translation>
    </message>
    <message>
        <source>Tomorrow at 8:00</source>
        <translation>Tomorrow at 8:00</translation>
    </message>
    <message>
        <source>Tomorrow at 14:00</source>
        <translation>Tomorrow at 14:00</translation>
    </message>
    <message>
        <source>Monday at 8:00</source>
        <translation>Monday at 8:00</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SendLaterDialog</name>
    <message>
        <source>Do not send it if the patient writes before</source>
        <translation>Do not send it if the patient writes before</translation>
    </message>
    <message>
        <source>Send then</source>
        <translation>Send then</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Send later</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>When</source>
        <translation>When</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SetUpPage</name>
    <message>
        <source>Enter the clinic&apos;s name.</source>
        <translation>Enter the clinic&apos;s name.</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>Enter your name.</translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation>Enter your e-mail address.</translation>
    </message>
    <message numerus="yes">
        <source>The password needs at least %n characters.</source>
        <translation>
            <numerusform>The password needs at least %n character.</numerusform>
            <numerusform>The password needs at least %n characters.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your clinic</source>
        <translation>Your clinic</translation>
    </message>
    <message>
        <source>Everything stays on this computer. You will be its administrator.</source>
        <translation>Everything stays on this computer. You will be its administrator.</translation>
    </message>
    <message>
        <source>The clinic&apos;s name</source>
        <translation>The clinic&apos;s name</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Your name</translation>
    </message>
    <message>
        <source>Your e-mail</source>
        <translation>Your e-mail</translation>
    </message>
    <message>
        <source>A password</source>
        <translation>A password</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Begin</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SignInPage</name>
    <message>
        <source>You belong to several clinics. Choose one and sign in again.</source>
        <translation>You belong to several clinics. Choose one and sign in again.</translation>
    </message>
    <message>
        <source>This is not a server&apos;s address. It looks like clinic.example.com.</source>
        <translation>This is not a server&apos;s address. It looks like clinic.example.com.</translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation>Enter your e-mail address.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Enter your password.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Sign in</translation>
    </message>
    <message>
        <source>The clinic of this computer.</source>
        <translation>The clinic of this computer.</translation>
    </message>
    <message>
        <source>With the account that your clinic gave you.</source>
        <translation>With the account that your clinic gave you.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Password</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Clinic</translation>
    </message>
    <message>
        <source>Keep me signed in on this computer</source>
        <translation>Keep me signed in on this computer</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::TextWindow</name>
    <message>
        <source>Copy</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ThreadBubbles</name>
    <message>
        <source>See all</source>
        <translation>See all</translation>
    </message>
    <message>
        <source>A message of a kind that cannot be shown here. It is kept.</source>
        <translation>A message of a kind that cannot be shown here. It is kept.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>It is not known whether this was sent. Ask before sending it again.</source>
        <translation>It is not known whether this was sent. Ask before sending it again.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>Only the team sees this</source>
        <translation>Only the team sees this</translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n unread message</numerusform>
            <numerusform>%n unread messages</numerusform>
        </translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Clinic: %1</source>
        <translation>Clinic: %1</translation>
    </message>
    <message>
        <source>Internal note of %1</source>
        <translation>Internal note of %1</translation>
    </message>
    <message>
        <source>Deleted by the sender</source>
        <translation>Deleted by the sender</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Edited</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>This conversation</translation>
    </message>
    <message>
        <source>Another conversation of this patient</source>
        <translation>Another conversation of this patient</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ThreadMedia</name>
    <message>
        <source>Attach files</source>
        <translation>Attach files</translation>
    </message>
    <message>
        <source>Record a voice note</source>
        <translation>Record a voice note</translation>
    </message>
    <message>
        <source>This recording cannot be played here. It can be saved.</source>
        <translation>This recording cannot be played here. It can be saved.</translation>
    </message>
    <message>
        <source>The file could not be fetched. Try again.</source>
        <translation>The file could not be fetched. Try again.</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>The file could not be written: %1</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Save as</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Saved</translation>
    </message>
    <message numerus="yes">
        <source>At most %n file(s) at once.</source>
        <translation>
            <numerusform>At most %n file at once.</numerusform>
            <numerusform>At most %n files at once.</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Picture</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Times</name>
    <message>
        <source>yesterday</source>
        <translation>yesterday</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::TrayItem</name>
    <message>
        <source>Try again</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Remove %1</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Caption</translation>
    </message>
    <message>
        <source>Caption of %1</source>
        <translation>Caption of %1</translation>
    </message>
    <message>
        <source>%1 carries no files here</source>
        <translation>%1 carries no files here</translation>
    </message>
    <message>
        <source>Too large for %1 (at most %2)</source>
        <translation>Too large for %1 (at most %2)</translation>
    </message>
    <message>
        <source>%1 does not carry files of this kind</source>
        <translation>%1 does not carry files of this kind</translation>
    </message>
    <message>
        <source>%1 · %2% sent</source>
        <translation>%1 · %2% sent</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Listen</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::VoiceRecorder</name>
    <message>
        <source>It could not be recorded: %1</source>
        <translation>It could not be recorded: %1</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one and try again.</source>
        <translation>No microphone was found. Connect one and try again.</translation>
    </message>
    <message>
        <source>Voice note</source>
        <translation>Voice note</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>Nothing was recorded.</translation>
    </message>
    <message>
        <source>Recording %1</source>
        <translation>Recording %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Words</name>
    <message>
        <source>Waiting</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolved</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Available</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Busy</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Away</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Attendant</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrator</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Site chat</source>
        <translation>Site chat</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Photo</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Voice message</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Document</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Location</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contact</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Choice</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Template</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>Notice of the channel</source>
        <translation>Notice of the channel</translation>
    </message>
    <message>
        <source>Message that cannot be shown</source>
        <translation>Message that cannot be shown</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>waiting to be sent</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>being sent</translation>
    </message>
    <message>
        <source>not known whether it was sent</source>
        <translation>not known whether it was sent</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>sent</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>delivered</translation>
    </message>
    <message>
        <source>read</source>
        <translation>read</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>not delivered</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>before the preview of a message that the clinic sent</comment>
        <translation>You: %1</translation>
    </message>
    <message>
        <source>The reply window is closed: the patient must write first, or a template is needed.</source>
        <translation>The reply window is closed: the patient must write first, or a template is needed.</translation>
    </message>
    <message>
        <source>This number cannot be reached on this channel.</source>
        <translation>This number cannot be reached on this channel.</translation>
    </message>
    <message>
        <source>The clinic&apos;s account on this channel must be connected again. Tell the administrator.</source>
        <translation>The clinic&apos;s account on this channel must be connected again. Tell the administrator.</translation>
    </message>
    <message>
        <source>The channel is not taking messages now. It will be tried again.</source>
        <translation>The channel is not taking messages now. It will be tried again.</translation>
    </message>
    <message>
        <source>Too many messages in a short time. Wait a little and try again.</source>
        <translation>Too many messages in a short time. Wait a little and try again.</translation>
    </message>
    <message>
        <source>The patient does not want these messages.</source>
        <translation>The patient does not want these messages.</translation>
    </message>
    <message>
        <source>The channel has restricted the clinic&apos;s account. Tell the administrator.</source>
        <translation>The channel has restricted the clinic&apos;s account. Tell the administrator.</translation>
    </message>
    <message>
        <source>The channel has a billing problem with the clinic&apos;s account. Tell the administrator.</source>
        <translation>The channel has a billing problem with the clinic&apos;s account. Tell the administrator.</translation>
    </message>
    <message>
        <source>The channel refused the file.</source>
        <translation>The channel refused the file.</translation>
    </message>
    <message>
        <source>There was no connection to the channel.</source>
        <translation>There was no connection to the channel.</translation>
    </message>
    <message>
        <source>It waited too long and was not sent.</source>
        <translation>It waited too long and was not sent.</translation>
    </message>
    <message>
        <source>The channel refused the message.</source>
        <translation>The channel refused the message.</translation>
    </message>
    <message>
        <source>The channel refused the message: %1</source>
        <comment>%1 is the provider&apos;s own text</comment>
        <translation>The channel refused the message: %1</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again.</source>
        <translation>Your session has ended. Sign in again.</translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation>You may not do this.</translation>
    </message>
    <message>
        <source>This is not there any more.</source>
        <translation>This is not there any more.</translation>
    </message>
    <message>
        <source>Somebody else was faster. What you see is up to date now.</source>
        <translation>Somebody else was faster. What you see is up to date now.</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>This is too large.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little and try again.</source>
        <translation>Too many attempts. Wait a little and try again.</translation>
    </message>
    <message>
        <source>The channel is not connected now.</source>
        <translation>The channel is not connected now.</translation>
    </message>
    <message>
        <source>The server did not understand this. Is Acolhe up to date?</source>
        <translation>The server did not understand this. Is Acolhe up to date?</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Something went wrong.</translation>
    </message>
    <message>
        <source>Something went wrong (incident %1).</source>
        <translation>Something went wrong (incident %1).</translation>
    </message>
    <message>
        <source>its access has ended and must be given again</source>
        <translation>its access has ended and must be given again</translation>
    </message>
    <message>
        <source>it lacks a permission</source>
        <translation>it lacks a permission</translation>
    </message>
    <message>
        <source>the channel has restricted it</source>
        <translation>the channel has restricted it</translation>
    </message>
    <message>
        <source>the channel has a billing problem with it</source>
        <translation>the channel has a billing problem with it</translation>
    </message>
    <message>
        <source>it is not connected</source>
        <translation>it is not connected</translation>
    </message>
    <message>
        <source>The patient has a new telephone or reinstalled the app. Check that it is still the same person.</source>
        <translation>The patient has a new telephone or reinstalled the app. Check that it is still the same person.</translation>
    </message>
    <message>
        <source>The channel does not take messages to this country from the clinic.</source>
        <translation>The channel does not take messages to this country from the clinic.</translation>
    </message>
    <message>
        <source>The clinic&apos;s account on this channel lacks a permission. Tell the administrator.</source>
        <translation>The clinic&apos;s account on this channel lacks a permission. Tell the administrator.</translation>
    </message>
    <message>
        <source>The settings of the clinic&apos;s account on this channel are wrong. Tell the administrator.</source>
        <translation>The settings of the clinic&apos;s account on this channel are wrong. Tell the administrator.</translation>
    </message>
    <message>
        <source>The template does not fit. Tell the administrator.</source>
        <translation>The template does not fit. Tell the administrator.</translation>
    </message>
    <message>
        <source>The text is too long for this channel.</source>
        <translation>The text is too long for this channel.</translation>
    </message>
    <message>
        <source>its settings are wrong</source>
        <translation>its settings are wrong</translation>
    </message>
    <message>
        <source>The channel chose not to deliver this message to the patient.</source>
        <translation>The channel chose not to deliver this message to the patient.</translation>
    </message>
    <message>
        <source>It is not known whether it was sent: the server stopped meanwhile.</source>
        <translation>It is not known whether it was sent: the server stopped meanwhile.</translation>
    </message>
    <message>
        <source>You may not write in this conversation.</source>
        <translation>You may not write in this conversation.</translation>
    </message>
    <message>
        <source>This conversation is not there any more.</source>
        <translation>This conversation is not there any more.</translation>
    </message>
    <message>
        <source>This conversation is closed.</source>
        <translation>This conversation is closed.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::WritingStrips</name>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 is typing…</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>%n person is typing…</numerusform>
            <numerusform>%n people are typing…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has this conversation open</source>
        <translation>%1 has this conversation open</translation>
    </message>
    <message numerus="yes">
        <source>%n colleagues have this conversation open</source>
        <translation>
            <numerusform>%n colleague has this conversation open</numerusform>
            <numerusform>%n colleagues have this conversation open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The message is sent in %n s</source>
        <translation>
            <numerusform>The message is sent in %n s</numerusform>
            <numerusform>The message is sent in %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrived while you were writing: %1</source>
        <translation>Arrived while you were writing: %1</translation>
    </message>
    <message>
        <source>Not sent, the reply window was closed: %1</source>
        <translation>Not sent, the reply window was closed: %1</translation>
    </message>
    <message>
        <source>Not sent at its time: %1</source>
        <translation>Not sent at its time: %1</translation>
    </message>
    <message>
        <source>Not sent, the patient wrote before: %1</source>
        <translation>Not sent, the patient wrote before: %1</translation>
    </message>
    <message>
        <source>%1, by %2: %3</source>
        <comment>a time, a person, a text</comment>
        <translation>%1, by %2: %3</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Do not send</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Put away</translation>
    </message>
    <message numerus="yes">
        <source>%n more are sent later</source>
        <translation>
            <numerusform>%n more is sent later</numerusform>
            <numerusform>%n more are sent later</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation>Keep writing</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Send anyway</translation>
    </message>
</context>
</TS>
