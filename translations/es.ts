<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es" sourcelanguage="en">
<context>
    <name>acolhe::ui::AccountMenu</name>
    <message>
        <source>Theme</source>
        <translation>Tema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Cerrar sesión</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::AttachmentTray</name>
    <message>
        <source>Sending…</source>
        <translation>Enviando…</translation>
    </message>
    <message numerus="yes">
        <source>Send %n file(s)</source>
        <translation>
            <numerusform>Enviar %n archivo</numerusform>
            <numerusform>Enviar %n archivos</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Quitar todos</translation>
    </message>
    <message>
        <source>Files to send</source>
        <translation>Archivos para enviar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ChoicePage</name>
    <message>
        <source>Welcome to Acolhe</source>
        <translation>Te damos la bienvenida a Acolhe</translation>
    </message>
    <message>
        <source>Where are your clinic&apos;s conversations?</source>
        <translation>¿Dónde están las conversaciones de tu clínica?</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Conectarse a un servidor</translation>
    </message>
    <message>
        <source>The clinic has an Acolhe server already. You need its address.</source>
        <translation>La clínica ya tiene un servidor Acolhe. Necesitas su dirección.</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>Usar este equipo</translation>
    </message>
    <message>
        <source>For a clinic with one desk, or to try it: nothing else to install.</source>
        <translation>Para una clínica con un solo puesto, o para probarlo: nada más que instalar.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Composer</name>
    <message>
        <source>Back to the reply</source>
        <translation>Volver a la respuesta</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Guardar nota</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>A note that only the team sees…</source>
        <translation>Una nota que solo ve el equipo…</translation>
    </message>
    <message>
        <source>Reply by %1…</source>
        <comment>%1 is a channel</comment>
        <translation>Responder por %1…</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Respuesta</translation>
    </message>
    <message>
        <source>Reply window: %1 left</source>
        <comment>%1 is a duration</comment>
        <translation>Ventana de respuesta: quedan %1</translation>
    </message>
    <message>
        <source>After that only a template can be sent, until the patient writes again.</source>
        <translation>Después solo se puede enviar una plantilla, hasta que el paciente vuelva a escribir.</translation>
    </message>
    <message>
        <source>Do not reply to this message</source>
        <translation>No responder a este mensaje</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>The text was too long and lost its end.</source>
        <translation>El texto era demasiado largo y perdió el final.</translation>
    </message>
    <message>
        <source>Reply by %1…   / for quick replies</source>
        <comment>%1 is a channel</comment>
        <translation>Responder por %1…   / para respuestas rápidas</translation>
    </message>
    <message>
        <source>Quick replies</source>
        <translation>Respuestas rápidas</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Enviar después</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ComposerNotice</name>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Tomarla</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Hacerse cargo</translation>
    </message>
    <message>
        <source>This conversation waits in the queue. Take it to reply.</source>
        <translation>Esta conversación está en la cola. Tómala para responder.</translation>
    </message>
    <message>
        <source>%1 is answering this conversation.</source>
        <translation>%1 está atendiendo esta conversación.</translation>
    </message>
    <message>
        <source>This conversation is closed. A new message of the patient opens another one.</source>
        <translation>Esta conversación está cerrada. Un nuevo mensaje del paciente abre otra.</translation>
    </message>
    <message>
        <source>The reply window on %1 is closed: it opens again when the patient writes.</source>
        <comment>%1 is a channel</comment>
        <translation>La ventana de respuesta de %1 está cerrada: se abre de nuevo cuando el paciente escriba.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationHeader</name>
    <message>
        <source>With you</source>
        <translation>Contigo</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>En la cola</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>Con %1</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>Reabrir</translation>
    </message>
    <message>
        <source>Resolve (%1)</source>
        <translation>Resolver (%1)</translation>
    </message>
    <message>
        <source>Give to</source>
        <translation>Pasar a</translation>
    </message>
    <message>
        <source>Back to the queue</source>
        <translation>Devolver a la cola</translation>
    </message>
    <message>
        <source>Close for good</source>
        <translation>Cerrar definitivamente</translation>
    </message>
    <message>
        <source>Take this conversation</source>
        <translation>Tomar esta conversación</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Más acciones</translation>
    </message>
    <message>
        <source>Messages of the patient&apos;s other conversations too</source>
        <translation>También los mensajes de las otras conversaciones del paciente</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationRows</name>
    <message>
        <source>Draft: %1</source>
        <translation>Borrador: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n sin leer</numerusform>
            <numerusform>%n sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>esperando desde hace %1</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationView</name>
    <message>
        <source>This conversation could not be loaded</source>
        <translation>No se pudo cargar esta conversación</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nuevo</numerusform>
            <numerusform>%n nuevos</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Más recientes</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensajes</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Cargando</translation>
    </message>
    <message>
        <source>Loading older messages</source>
        <translation>Cargando mensajes anteriores</translation>
    </message>
    <message>
        <source>No conversation is open</source>
        <translation>Ninguna conversación abierta</translation>
    </message>
    <message>
        <source>Choose one from the list to read and answer it.</source>
        <translation>Elige una de la lista para leerla y responder.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::DateDialog</name>
    <message>
        <source>Go to a date</source>
        <translation>Ir a una fecha</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Fecha</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Ir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::FormPage</name>
    <message>
        <source>One moment…</source>
        <translation>Un momento…</translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation>Elegir otra opción</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ImageViewer</name>
    <message>
        <source>Previous image</source>
        <translation>Imagen anterior</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Imagen siguiente</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Más pequeña</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Más grande</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Guardar como…</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 de %3)</translation>
    </message>
    <message>
        <source>This image cannot be shown. It can be saved.</source>
        <translation>Esta imagen no se puede mostrar. Se puede guardar.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::InboxView</name>
    <message>
        <source>%1 copied</source>
        <comment>%1 is e.g. Phone</comment>
        <translation>%1 copiado</translation>
    </message>
    <message>
        <source>Whole text</source>
        <translation>Texto completo</translation>
    </message>
    <message>
        <source>Reply to this</source>
        <translation>Responder a este</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Copiar texto</translation>
    </message>
    <message>
        <source>Conversation resolved</source>
        <translation>Conversación resuelta</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>The note is not saved: there is no connection to the server.</source>
        <translation>La nota no se guardó: no hay conexión con el servidor.</translation>
    </message>
    <message>
        <source>The note is not saved. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>La nota no se guardó. %1</translation>
    </message>
    <message>
        <source>Copy the note</source>
        <translation>Copiar la nota</translation>
    </message>
    <message>
        <source>This text was sent or removed on your other computer.</source>
        <translation>Este texto se envió o se borró en tu otro ordenador.</translation>
    </message>
    <message>
        <source>You wrote something else here on your other computer.</source>
        <translation>Escribiste otra cosa aquí en tu otro ordenador.</translation>
    </message>
    <message>
        <source>Remove it here</source>
        <translation>Borrarlo aquí</translation>
    </message>
    <message>
        <source>Use that text</source>
        <translation>Usar ese texto</translation>
    </message>
    <message>
        <source>Choose date and time…</source>
        <translation>Elegir fecha y hora…</translation>
    </message>
    <message>
        <source>Time to undo a sent message</source>
        <translation>Tiempo para deshacer un envío</translation>
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
        <translation>Enviar al instante</translation>
    </message>
    <message>
        <source>It is not scheduled: there is no connection to the server.</source>
        <translation>No se programó: no hay conexión con el servidor.</translation>
    </message>
    <message>
        <source>It is not scheduled. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>No se programó. %1</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copiar el texto</translation>
    </message>
    <message>
        <source>That message is not here any more.</source>
        <translation>Ese mensaje ya no está aquí.</translation>
    </message>
    <message>
        <source>Copy with author and time</source>
        <translation>Copiar con autor y hora</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>Guardar %1</translation>
    </message>
    <message>
        <source>Go to a date…</source>
        <translation>Ir a una fecha…</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::KeySheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atajos de teclado</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Buscar conversaciones</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Conversación siguiente</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Conversación anterior</translation>
    </message>
    <message>
        <source>Write a reply (in the list and the messages)</source>
        <translation>Escribir una respuesta (en la lista y los mensajes)</translation>
    </message>
    <message>
        <source>Take the conversation (in the list and the messages)</source>
        <translation>Tomar la conversación (en la lista y los mensajes)</translation>
    </message>
    <message>
        <source>Send; on a message: reply to it</source>
        <translation>Enviar; sobre un mensaje: responderlo</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Línea nueva</translation>
    </message>
    <message>
        <source>Internal note, and back</source>
        <translation>Nota interna, y de vuelta</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Show or hide the patient</source>
        <translation>Mostrar u ocultar al paciente</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Panel siguiente</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Bandeja de entrada</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Esta hoja</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Quick replies (at the start of a line)</source>
        <translation>Respuestas rápidas (al inicio de la línea)</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ListPane</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation>
            <numerusform>%n nueva arriba</numerusform>
            <numerusform>%n nuevas arriba</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>No se encontró nada</translation>
    </message>
    <message>
        <source>No conversation here matches “%1”.</source>
        <translation>Ninguna conversación aquí coincide con “%1”.</translation>
    </message>
    <message>
        <source>All answered</source>
        <translation>Todo respondido</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) wait in the queue.</source>
        <translation>
            <numerusform>%n conversación espera en la cola.</numerusform>
            <numerusform>%n conversaciones esperan en la cola.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation>Tomar la siguiente</translation>
    </message>
    <message>
        <source>Nobody waits for an answer.</source>
        <translation>Nadie espera una respuesta.</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>La cola está vacía</translation>
    </message>
    <message>
        <source>New conversations appear here.</source>
        <translation>Las conversaciones nuevas aparecen aquí.</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>Aún no hay conversaciones</translation>
    </message>
    <message>
        <source>They appear when patients write.</source>
        <translation>Aparecen cuando los pacientes escriben.</translation>
    </message>
    <message>
        <source>Nothing resolved yet</source>
        <translation>Nada resuelto todavía</translation>
    </message>
    <message>
        <source>Resolved conversations are kept here.</source>
        <translation>Las conversaciones resueltas se guardan aquí.</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Bandeja de entrada</translation>
    </message>
    <message>
        <source>List options</source>
        <translation>Opciones de la lista</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Filas cómodas</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Filas compactas</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Buscar conversaciones</translation>
    </message>
    <message>
        <source>Search name, phone…</source>
        <translation>Buscar nombre, teléfono…</translation>
    </message>
    <message>
        <source>Which conversations</source>
        <translation>Qué conversaciones</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Mías</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resueltas</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversaciones</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Cargando</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::MainWindow</name>
    <message>
        <source>connected</source>
        <translation>conectado</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>sin conexión</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Pantallas</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Bandeja de entrada</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>¿Cerrar sesión?</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) did not reach the server yet.</source>
        <translation>
            <numerusform>%n mensaje aún no llegó al servidor.</numerusform>
            <numerusform>%n mensajes aún no llegaron al servidor.</numerusform>
        </translation>
    </message>
    <message>
        <source>They wait on this computer and are lost when you sign out. They will not be sent to anybody.</source>
        <translation>Esperan en este equipo y se pierden si cierras la sesión. Nadie las recibirá.</translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation>Descartar y cerrar sesión</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Seguir aquí</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>Mostrar la contraseña</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PatientPanel</name>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message numerus="yes">
        <source>%n year(s)</source>
        <comment>age</comment>
        <translation>
            <numerusform>%n año</numerusform>
            <numerusform>%n años</numerusform>
        </translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Nacimiento</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Observaciones</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Historial</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PlayerBar</name>
    <message>
        <source>Pause</source>
        <translation>Pausar</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Detener y cerrar</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posición</translation>
    </message>
    <message>
        <source>Speed: %1 times</source>
        <translation>Velocidad: %1 veces</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ProblemStrip</name>
    <message>
        <source>This computer&apos;s keychain cannot be used: nothing is kept here, and what is not sent is lost when Acolhe is closed.</source>
        <translation>No se puede usar el llavero de este equipo: aquí no se guarda nada, y lo que no se envió se pierde al cerrar Acolhe.</translation>
    </message>
    <message>
        <source>Connecting to the server… Your messages wait here.</source>
        <translation>Conectando con el servidor… Tus mensajes esperan aquí.</translation>
    </message>
    <message>
        <source>No connection to the server. Your messages wait here.</source>
        <translation>Sin conexión con el servidor. Tus mensajes esperan aquí.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Reintentar ahora</translation>
    </message>
    <message numerus="yes">
        <source>No connection to the server. Trying again in %n s. Your messages wait here.</source>
        <translation>
            <numerusform>Sin conexión con el servidor. Nuevo intento en %n s. Tus mensajes esperan aquí.</numerusform>
            <numerusform>Sin conexión con el servidor. Nuevo intento en %n s. Tus mensajes esperan aquí.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 needs attention: %2.</source>
        <comment>%1 is an inbox, %2 what is wrong with it</comment>
        <translation>%1 necesita atención: %2.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::QuickReplyChooser</name>
    <message>
        <source>Quick replies</source>
        <translation>Respuestas rápidas</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SendLater</name>
    <message>
        <source>In 1 hour</source>
        <translation>En 1 hora</translation>
    </message>
    <message>
        <source>Tomorrow at 8:00</source>
        <translation>Mañana a las 8:00</translation>
    </message>
    <message>
        <source>Tomorrow at 14:00</source>
        <translation>Mañana a las 14:00</translation>
    </message>
    <message>
        <source>Monday at 8:00</source>
        <translation>El lunes a las 8:00</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SendLaterDialog</name>
    <message>
        <source>Do not send it if the patient writes before</source>
        <translation>No enviarlo si el paciente escribe antes</translation>
    </message>
    <message>
        <source>Send then</source>
        <translation>Programar envío</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Enviar después</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Cuándo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SetUpPage</name>
    <message>
        <source>Enter the clinic&apos;s name.</source>
        <translation>Escribe el nombre de la clínica.</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>Escribe tu nombre.</translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation>Escribe tu correo electrónico.</translation>
    </message>
    <message numerus="yes">
        <source>The password needs at least %n characters.</source>
        <translation>
            <numerusform>La contraseña necesita al menos %n carácter.</numerusform>
            <numerusform>La contraseña necesita al menos %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your clinic</source>
        <translation>Tu clínica</translation>
    </message>
    <message>
        <source>Everything stays on this computer. You will be its administrator.</source>
        <translation>Todo queda en este equipo. Tú serás quien lo administre.</translation>
    </message>
    <message>
        <source>The clinic&apos;s name</source>
        <translation>Nombre de la clínica</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Tu nombre</translation>
    </message>
    <message>
        <source>Your e-mail</source>
        <translation>Tu correo</translation>
    </message>
    <message>
        <source>A password</source>
        <translation>Una contraseña</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Comenzar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SignInPage</name>
    <message>
        <source>You belong to several clinics. Choose one and sign in again.</source>
        <translation>Perteneces a varias clínicas. Elige una y vuelve a entrar.</translation>
    </message>
    <message>
        <source>This is not a server&apos;s address. It looks like clinic.example.com.</source>
        <translation>Esto no es la dirección de un servidor. Se parece a clinica.example.com.</translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation>Escribe tu correo electrónico.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Escribe tu contraseña.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>The clinic of this computer.</source>
        <translation>La clínica de este equipo.</translation>
    </message>
    <message>
        <source>With the account that your clinic gave you.</source>
        <translation>Con la cuenta que te dio tu clínica.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Clínica</translation>
    </message>
    <message>
        <source>Keep me signed in on this computer</source>
        <translation>Mantener la sesión en este equipo</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::TextWindow</name>
    <message>
        <source>Copy</source>
        <translation>Copiar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ThreadBubbles</name>
    <message>
        <source>See all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>A message of a kind that cannot be shown here. It is kept.</source>
        <translation>Un mensaje de un tipo que no se puede mostrar aquí. Está guardado.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Reintentar</translation>
    </message>
    <message>
        <source>It is not known whether this was sent. Ask before sending it again.</source>
        <translation>No se sabe si esto se envió. Pregunta antes de enviarlo de nuevo.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de nuevo</translation>
    </message>
    <message>
        <source>Only the team sees this</source>
        <translation>Solo lo ve el equipo</translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n mensaje sin leer</numerusform>
            <numerusform>%n mensajes sin leer</numerusform>
        </translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Clinic: %1</source>
        <translation>Clínica: %1</translation>
    </message>
    <message>
        <source>Internal note of %1</source>
        <translation>Nota interna de %1</translation>
    </message>
    <message>
        <source>Deleted by the sender</source>
        <translation>Eliminado por quien lo envió</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Editado</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>Esta conversación</translation>
    </message>
    <message>
        <source>Another conversation of this patient</source>
        <translation>Otra conversación de este paciente</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ThreadMedia</name>
    <message>
        <source>Attach files</source>
        <translation>Adjuntar archivos</translation>
    </message>
    <message>
        <source>Record a voice note</source>
        <translation>Grabar una nota de voz</translation>
    </message>
    <message>
        <source>This recording cannot be played here. It can be saved.</source>
        <translation>Este audio no se puede reproducir aquí. Se puede guardar.</translation>
    </message>
    <message>
        <source>The file could not be fetched. Try again.</source>
        <translation>El archivo no se pudo descargar. Inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>El archivo no se pudo escribir: %1</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Guardar como</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Guardado</translation>
    </message>
    <message numerus="yes">
        <source>At most %n file(s) at once.</source>
        <translation>
            <numerusform>Como máximo %n archivo a la vez.</numerusform>
            <numerusform>Como máximo %n archivos a la vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Times</name>
    <message>
        <source>yesterday</source>
        <translation>ayer</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoy</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ayer</translation>
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
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Quitar %1</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Pie</translation>
    </message>
    <message>
        <source>Caption of %1</source>
        <translation>Pie de %1</translation>
    </message>
    <message>
        <source>%1 carries no files here</source>
        <translation>%1 no lleva archivos aquí</translation>
    </message>
    <message>
        <source>Too large for %1 (at most %2)</source>
        <translation>Demasiado grande para %1 (como máximo %2)</translation>
    </message>
    <message>
        <source>%1 does not carry files of this kind</source>
        <translation>%1 no lleva archivos de este tipo</translation>
    </message>
    <message>
        <source>%1 · %2% sent</source>
        <translation>%1 · %2% enviado</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Escuchar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::VoiceRecorder</name>
    <message>
        <source>It could not be recorded: %1</source>
        <translation>No se pudo grabar: %1</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one and try again.</source>
        <translation>No se encontró ningún micrófono. Conecte uno e inténtelo de nuevo.</translation>
    </message>
    <message>
        <source>Voice note</source>
        <translation>Nota de voz</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>No se grabó nada.</translation>
    </message>
    <message>
        <source>Recording %1</source>
        <translation>Grabando %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Words</name>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>En atención</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resuelta</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Cerrada</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponible</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Ocupado</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>En pausa</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Desconectado</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Agente</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Gerente</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administrador</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>Correo</translation>
    </message>
    <message>
        <source>Site chat</source>
        <translation>Chat del sitio</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>Mensaje de voz</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>Vídeo</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>Documento</translation>
    </message>
    <message>
        <source>Sticker</source>
        <translation>Sticker</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Ubicación</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contacto</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Elección</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Plantilla</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Notice of the channel</source>
        <translation>Aviso del canal</translation>
    </message>
    <message>
        <source>Message that cannot be shown</source>
        <translation>Mensaje que no se puede mostrar</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>a la espera de envío</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>enviando</translation>
    </message>
    <message>
        <source>not known whether it was sent</source>
        <translation>no se sabe si se envió</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>enviado</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>entregado</translation>
    </message>
    <message>
        <source>read</source>
        <translation>leído</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>no entregado</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Teléfono</translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>before the preview of a message that the clinic sent</comment>
        <translation>Tú: %1</translation>
    </message>
    <message>
        <source>The reply window is closed: the patient must write first, or a template is needed.</source>
        <translation>La ventana de respuesta está cerrada: el paciente debe escribir primero, o hace falta una plantilla.</translation>
    </message>
    <message>
        <source>This number cannot be reached on this channel.</source>
        <translation>No se puede contactar este número por este canal.</translation>
    </message>
    <message>
        <source>The clinic&apos;s account on this channel must be connected again. Tell the administrator.</source>
        <translation>La cuenta de la clínica en este canal debe conectarse de nuevo. Avisa al administrador.</translation>
    </message>
    <message>
        <source>The channel is not taking messages now. It will be tried again.</source>
        <translation>El canal no acepta mensajes ahora. Se intentará de nuevo.</translation>
    </message>
    <message>
        <source>Too many messages in a short time. Wait a little and try again.</source>
        <translation>Demasiados mensajes en poco tiempo. Espera un poco y reintenta.</translation>
    </message>
    <message>
        <source>The patient does not want these messages.</source>
        <translation>El paciente no quiere recibir estos mensajes.</translation>
    </message>
    <message>
        <source>The channel has restricted the clinic&apos;s account. Tell the administrator.</source>
        <translation>El canal ha restringido la cuenta de la clínica. Avisa al administrador.</translation>
    </message>
    <message>
        <source>The channel has a billing problem with the clinic&apos;s account. Tell the administrator.</source>
        <translation>El canal tiene un problema de facturación con la cuenta de la clínica. Avisa al administrador.</translation>
    </message>
    <message>
        <source>The channel refused the file.</source>
        <translation>El canal rechazó el archivo.</translation>
    </message>
    <message>
        <source>There was no connection to the channel.</source>
        <translation>No hubo conexión con el canal.</translation>
    </message>
    <message>
        <source>It waited too long and was not sent.</source>
        <translation>Esperó demasiado y no se envió.</translation>
    </message>
    <message>
        <source>The channel refused the message.</source>
        <translation>El canal rechazó el mensaje.</translation>
    </message>
    <message>
        <source>The channel refused the message: %1</source>
        <comment>%1 is the provider&apos;s own text</comment>
        <translation>El canal rechazó el mensaje: %1</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again.</source>
        <translation>Tu sesión ha terminado. Vuelve a entrar.</translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation>No puedes hacer esto.</translation>
    </message>
    <message>
        <source>This is not there any more.</source>
        <translation>Esto ya no existe.</translation>
    </message>
    <message>
        <source>Somebody else was faster. What you see is up to date now.</source>
        <translation>Otra persona fue más rápida. Lo que ves ahora está al día.</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>Esto es demasiado grande.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little and try again.</source>
        <translation>Demasiados intentos. Espera un poco y reintenta.</translation>
    </message>
    <message>
        <source>The channel is not connected now.</source>
        <translation>El canal no está conectado ahora.</translation>
    </message>
    <message>
        <source>The server did not understand this. Is Acolhe up to date?</source>
        <translation>El servidor no entendió esto. ¿Está Acolhe actualizado?</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Algo salió mal.</translation>
    </message>
    <message>
        <source>Something went wrong (incident %1).</source>
        <translation>Algo salió mal (incidente %1).</translation>
    </message>
    <message>
        <source>its access has ended and must be given again</source>
        <translation>su acceso ha terminado y hay que darlo de nuevo</translation>
    </message>
    <message>
        <source>it lacks a permission</source>
        <translation>le falta un permiso</translation>
    </message>
    <message>
        <source>the channel has restricted it</source>
        <translation>el canal la ha restringido</translation>
    </message>
    <message>
        <source>the channel has a billing problem with it</source>
        <translation>el canal tiene un problema de facturación con ella</translation>
    </message>
    <message>
        <source>it is not connected</source>
        <translation>no está conectada</translation>
    </message>
    <message>
        <source>The patient has a new telephone or reinstalled the app. Check that it is still the same person.</source>
        <translation>El paciente tiene un teléfono nuevo o reinstaló la aplicación. Comprueba que sigue siendo la misma persona.</translation>
    </message>
    <message>
        <source>The channel does not take messages to this country from the clinic.</source>
        <translation>El canal no acepta mensajes de la clínica a este país.</translation>
    </message>
    <message>
        <source>The clinic&apos;s account on this channel lacks a permission. Tell the administrator.</source>
        <translation>A la cuenta de la clínica en este canal le falta un permiso. Avisa al administrador.</translation>
    </message>
    <message>
        <source>The settings of the clinic&apos;s account on this channel are wrong. Tell the administrator.</source>
        <translation>La configuración de la cuenta de la clínica en este canal es incorrecta. Avisa al administrador.</translation>
    </message>
    <message>
        <source>The template does not fit. Tell the administrator.</source>
        <translation>La plantilla no sirve. Avisa al administrador.</translation>
    </message>
    <message>
        <source>The text is too long for this channel.</source>
        <translation>El texto es demasiado largo para este canal.</translation>
    </message>
    <message>
        <source>its settings are wrong</source>
        <translation>su configuración es incorrecta</translation>
    </message>
    <message>
        <source>The channel chose not to deliver this message to the patient.</source>
        <translation>El canal decidió no entregar este mensaje al paciente.</translation>
    </message>
    <message>
        <source>It is not known whether it was sent: the server stopped meanwhile.</source>
        <translation>No se sabe si se envió: el servidor se detuvo en ese momento.</translation>
    </message>
    <message>
        <source>You may not write in this conversation.</source>
        <translation>No puede escribir en esta conversación.</translation>
    </message>
    <message>
        <source>This conversation is not there any more.</source>
        <translation>Esta conversación ya no existe.</translation>
    </message>
    <message>
        <source>This conversation is closed.</source>
        <translation>Esta conversación está cerrada.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::WritingStrips</name>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 está escribiendo…</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>%n persona está escribiendo…</numerusform>
            <numerusform>%n personas están escribiendo…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has this conversation open</source>
        <translation>%1 tiene abierta esta conversación</translation>
    </message>
    <message numerus="yes">
        <source>%n colleagues have this conversation open</source>
        <translation>
            <numerusform>%n colega tiene abierta esta conversación</numerusform>
            <numerusform>%n colegas tienen abierta esta conversación</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The message is sent in %n s</source>
        <translation>
            <numerusform>El mensaje sale en %n s</numerusform>
            <numerusform>El mensaje sale en %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrived while you were writing: %1</source>
        <translation>Llegó mientras escribías: %1</translation>
    </message>
    <message>
        <source>Not sent, the reply window was closed: %1</source>
        <translation>No enviado, la ventana de respuesta estaba cerrada: %1</translation>
    </message>
    <message>
        <source>Not sent at its time: %1</source>
        <translation>No enviado a su hora: %1</translation>
    </message>
    <message>
        <source>Not sent, the patient wrote before: %1</source>
        <translation>No enviado, el paciente escribió antes: %1</translation>
    </message>
    <message>
        <source>%1, by %2: %3</source>
        <comment>a time, a person, a text</comment>
        <translation>%1, de %2: %3</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>No enviar</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Descartar</translation>
    </message>
    <message numerus="yes">
        <source>%n more are sent later</source>
        <translation>
            <numerusform>%n más se enviará después</numerusform>
            <numerusform>%n más se enviarán después</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation>Seguir escribiendo</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Enviar de todos modos</translation>
    </message>
</context>
</TS>
