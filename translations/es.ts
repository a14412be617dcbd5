<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>acolhe::ui::ChoicePage</name>
    <message>
        <source>Welcome to Acolhe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where are your clinic&apos;s conversations?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic has an Acolhe server already. You need its address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a clinic with one desk, or to try it: nothing else to install.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Composer</name>
    <message>
        <source>Back to the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A note that only the team sees…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply by %1…</source>
        <comment>%1 is a channel</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reply window: %1 left</source>
        <comment>%1 is a duration</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After that only a template can be sent, until the patient writes again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not reply to this message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text was too long and lost its end.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ComposerNotice</name>
    <message>
        <source>Internal note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation waits in the queue. Take it to reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is answering this conversation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This conversation is closed. A new message of the patient opens another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply window on %1 is closed: it opens again when the patient writes.</source>
        <comment>%1 is a channel</comment>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationHeader</name>
    <message>
        <source>With you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolve (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close for good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take this conversation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More actions</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationRows</name>
    <message>
        <source>Draft: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationView</name>
    <message>
        <source>This conversation could not be loaded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading older messages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversation is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one from the list to read and answer it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::FormPage</name>
    <message>
        <source>One moment…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ListPane</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversation here matches “%1”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) wait in the queue.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody waits for an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New conversations appear here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They appear when patients write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing resolved yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved conversations are kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search name, phone…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PatientPanel</name>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <comment>age</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Born</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>History</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SetUpPage</name>
    <message>
        <source>Enter the clinic&apos;s name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The password needs at least %n characters.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Your clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything stays on this computer. You will be its administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic&apos;s name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your e-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SignInPage</name>
    <message>
        <source>You belong to several clinics. Choose one and sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a server&apos;s address. It looks like clinic.example.com.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With the account that your clinic gave you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep me signed in on this computer</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ThreadBubbles</name>
    <message>
        <source>See all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message of a kind that cannot be shown here. It is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not known whether this was sent. Ask before sending it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the team sees this</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clinic: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Internal note of %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Times</name>
    <message>
        <source>yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Words</name>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Available</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patient</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manager</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Site chat</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Location</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contact</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Template</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notice of the channel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message that cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not known whether it was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Phone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>before the preview of a message that the clinic sent</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The reply window is closed: the patient must write first, or a template is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number cannot be reached on this channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The clinic&apos;s account on this channel must be connected again. Tell the administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel is not taking messages now. It will be tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many messages in a short time. Wait a little and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The patient does not want these messages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel has restricted the clinic&apos;s account. Tell the administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel has a billing problem with the clinic&apos;s account. Tell the administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel refused the file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There was no connection to the channel.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It waited too long and was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel refused the message.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel refused the message: %1</source>
        <comment>%1 is the provider&apos;s own text</comment>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not there any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else was faster. What you see is up to date now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The channel is not connected now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not understand this. Is Acolhe up to date?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong (incident %1).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its access has ended and must be given again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it lacks a permission</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the channel has restricted it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the channel has a billing problem with it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is not connected</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
