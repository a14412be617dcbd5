<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
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
        <translation>Tamanho do texto</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atalhos de teclado</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Sair</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como o sistema</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Escuro</translation>
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
            <numerusform>Enviar %n arquivo</numerusform>
            <numerusform>Enviar %n arquivos</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove all</source>
        <translation>Remover todos</translation>
    </message>
    <message>
        <source>Files to send</source>
        <translation>Arquivos para enviar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ChoicePage</name>
    <message>
        <source>Welcome to Acolhe</source>
        <translation>Boas-vindas ao Acolhe</translation>
    </message>
    <message>
        <source>Where are your clinic&apos;s conversations?</source>
        <translation>Onde estão as conversas da sua clínica?</translation>
    </message>
    <message>
        <source>Connect to a server</source>
        <translation>Conectar a um servidor</translation>
    </message>
    <message>
        <source>The clinic has an Acolhe server already. You need its address.</source>
        <translation>A clínica já tem um servidor Acolhe. Você precisa do endereço dele.</translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation>Usar este computador</translation>
    </message>
    <message>
        <source>For a clinic with one desk, or to try it: nothing else to install.</source>
        <translation>Para uma clínica com um só balcão, ou para experimentar: nada mais a instalar.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Composer</name>
    <message>
        <source>Back to the reply</source>
        <translation>Voltar à resposta</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>Nota interna</translation>
    </message>
    <message>
        <source>Save note</source>
        <translation>Salvar nota</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Enviar</translation>
    </message>
    <message>
        <source>A note that only the team sees…</source>
        <translation>Uma nota que só a equipe vê…</translation>
    </message>
    <message>
        <source>Reply by %1…</source>
        <comment>%1 is a channel</comment>
        <translation>Responder pelo %1…</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>Resposta</translation>
    </message>
    <message>
        <source>Reply window: %1 left</source>
        <comment>%1 is a duration</comment>
        <translation>Janela de resposta: restam %1</translation>
    </message>
    <message>
        <source>After that only a template can be sent, until the patient writes again.</source>
        <translation>Depois disso só se pode enviar um modelo, até o paciente escrever de novo.</translation>
    </message>
    <message>
        <source>Do not reply to this message</source>
        <translation>Não responder a esta mensagem</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>Emoji</translation>
    </message>
    <message>
        <source>The text was too long and lost its end.</source>
        <translation>O texto era longo demais e perdeu o fim.</translation>
    </message>
    <message>
        <source>Reply by %1…   / for quick replies</source>
        <comment>%1 is a channel</comment>
        <translation>Responder pelo %1…   / para respostas rápidas</translation>
    </message>
    <message>
        <source>Quick replies</source>
        <translation>Respostas rápidas</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Enviar depois</translation>
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
        <translation>Assumir</translation>
    </message>
    <message>
        <source>Take it over</source>
        <translation>Assumir o atendimento</translation>
    </message>
    <message>
        <source>This conversation waits in the queue. Take it to reply.</source>
        <translation>Esta conversa está na fila. Assuma para responder.</translation>
    </message>
    <message>
        <source>%1 is answering this conversation.</source>
        <translation>%1 está atendendo esta conversa.</translation>
    </message>
    <message>
        <source>This conversation is closed. A new message of the patient opens another one.</source>
        <translation>Esta conversa está encerrada. Uma nova mensagem do paciente abre outra.</translation>
    </message>
    <message>
        <source>The reply window on %1 is closed: it opens again when the patient writes.</source>
        <comment>%1 is a channel</comment>
        <translation>A janela de resposta do %1 está fechada: ela reabre quando o paciente escrever.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationHeader</name>
    <message>
        <source>With you</source>
        <translation>Com você</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>Na fila</translation>
    </message>
    <message>
        <source>With %1</source>
        <translation>Com %1</translation>
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
        <translation>Passar para</translation>
    </message>
    <message>
        <source>Back to the queue</source>
        <translation>Devolver à fila</translation>
    </message>
    <message>
        <source>Close for good</source>
        <translation>Encerrar de vez</translation>
    </message>
    <message>
        <source>Take this conversation</source>
        <translation>Assumir esta conversa</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>Mais ações</translation>
    </message>
    <message>
        <source>Messages of the patient&apos;s other conversations too</source>
        <translation>Mensagens das outras conversas do paciente também</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationRows</name>
    <message>
        <source>Draft: %1</source>
        <translation>Rascunho: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n unread</source>
        <translation>
            <numerusform>%n não lida</numerusform>
            <numerusform>%n não lidas</numerusform>
        </translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>esperando há %1</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ConversationView</name>
    <message>
        <source>This conversation could not be loaded</source>
        <translation>Não foi possível carregar esta conversa</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n nova</numerusform>
            <numerusform>%n novas</numerusform>
        </translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>Mais recentes</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Mensagens</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Carregando</translation>
    </message>
    <message>
        <source>Loading older messages</source>
        <translation>Carregando mensagens anteriores</translation>
    </message>
    <message>
        <source>No conversation is open</source>
        <translation>Nenhuma conversa aberta</translation>
    </message>
    <message>
        <source>Choose one from the list to read and answer it.</source>
        <translation>Escolha uma na lista para ler e responder.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::DateDialog</name>
    <message>
        <source>Go to a date</source>
        <translation>Ir para uma data</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Data</translation>
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
        <translation>Um momento…</translation>
    </message>
    <message>
        <source>Choose something else</source>
        <translation>Escolher outra opção</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ImageViewer</name>
    <message>
        <source>Previous image</source>
        <translation>Imagem anterior</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Próxima imagem</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Imagem</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Menor</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Maior</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Salvar como…</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 de %3)</translation>
    </message>
    <message>
        <source>This image cannot be shown. It can be saved.</source>
        <translation>Esta imagem não pode ser exibida. Ela pode ser salva.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Carregando…</translation>
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
        <translation>Responder a esta</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>Copiar texto</translation>
    </message>
    <message>
        <source>Conversation resolved</source>
        <translation>Conversa resolvida</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>The note is not saved: there is no connection to the server.</source>
        <translation>A nota não foi salva: sem conexão com o servidor.</translation>
    </message>
    <message>
        <source>The note is not saved. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>A nota não foi salva. %1</translation>
    </message>
    <message>
        <source>Copy the note</source>
        <translation>Copiar a nota</translation>
    </message>
    <message>
        <source>This text was sent or removed on your other computer.</source>
        <translation>Este texto foi enviado ou apagado no seu outro computador.</translation>
    </message>
    <message>
        <source>You wrote something else here on your other computer.</source>
        <translation>Você escreveu outra coisa aqui no seu outro computador.</translation>
    </message>
    <message>
        <source>Remove it here</source>
        <translation>Apagar aqui</translation>
    </message>
    <message>
        <source>Use that text</source>
        <translation>Usar aquele texto</translation>
    </message>
    <message>
        <source>Choose date and time…</source>
        <translation>Escolher data e hora…</translation>
    </message>
    <message>
        <source>Time to undo a sent message</source>
        <translation>Tempo para desfazer um envio</translation>
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
        <translation>Enviar na hora</translation>
    </message>
    <message>
        <source>It is not scheduled: there is no connection to the server.</source>
        <translation>Não foi agendada: não há conexão com o servidor.</translation>
    </message>
    <message>
        <source>It is not scheduled. %1</source>
        <comment>%1 is a sentence that says why</comment>
        <translation>Não foi agendada. %1</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>Copiar o texto</translation>
    </message>
    <message>
        <source>That message is not here any more.</source>
        <translation>Essa mensagem não está mais aqui.</translation>
    </message>
    <message>
        <source>Copy with author and time</source>
        <translation>Copiar com autor e hora</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>Salvar %1</translation>
    </message>
    <message>
        <source>Go to a date…</source>
        <translation>Ir para uma data…</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::KeySheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Atalhos de teclado</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Buscar conversas</translation>
    </message>
    <message>
        <source>Next conversation</source>
        <translation>Próxima conversa</translation>
    </message>
    <message>
        <source>Previous conversation</source>
        <translation>Conversa anterior</translation>
    </message>
    <message>
        <source>Write a reply (in the list and the messages)</source>
        <translation>Escrever uma resposta (na lista e nas mensagens)</translation>
    </message>
    <message>
        <source>Take the conversation (in the list and the messages)</source>
        <translation>Assumir a conversa (na lista e nas mensagens)</translation>
    </message>
    <message>
        <source>Send; on a message: reply to it</source>
        <translation>Enviar; sobre uma mensagem: responder a ela</translation>
    </message>
    <message>
        <source>New line</source>
        <translation>Nova linha</translation>
    </message>
    <message>
        <source>Internal note, and back</source>
        <translation>Nota interna, e de volta</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>Show or hide the patient</source>
        <translation>Mostrar ou ocultar o paciente</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>Próximo painel</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Caixa de entrada</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Esta folha</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
    <message>
        <source>Quick replies (at the start of a line)</source>
        <translation>Respostas rápidas (no início da linha)</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ListPane</name>
    <message numerus="yes">
        <source>%n new above</source>
        <translation>
            <numerusform>%n nova acima</numerusform>
            <numerusform>%n novas acima</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nada encontrado</translation>
    </message>
    <message>
        <source>No conversation here matches “%1”.</source>
        <translation>Nenhuma conversa aqui corresponde a “%1”.</translation>
    </message>
    <message>
        <source>All answered</source>
        <translation>Tudo respondido</translation>
    </message>
    <message numerus="yes">
        <source>%n conversation(s) wait in the queue.</source>
        <translation>
            <numerusform>%n conversa espera na fila.</numerusform>
            <numerusform>%n conversas esperam na fila.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take the next</source>
        <translation>Assumir a próxima</translation>
    </message>
    <message>
        <source>Nobody waits for an answer.</source>
        <translation>Ninguém espera por resposta.</translation>
    </message>
    <message>
        <source>The queue is empty</source>
        <translation>A fila está vazia</translation>
    </message>
    <message>
        <source>New conversations appear here.</source>
        <translation>Novas conversas aparecem aqui.</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>Ainda não há conversas</translation>
    </message>
    <message>
        <source>They appear when patients write.</source>
        <translation>Elas aparecem quando os pacientes escrevem.</translation>
    </message>
    <message>
        <source>Nothing resolved yet</source>
        <translation>Nada resolvido ainda</translation>
    </message>
    <message>
        <source>Resolved conversations are kept here.</source>
        <translation>As conversas resolvidas ficam guardadas aqui.</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Caixa de entrada</translation>
    </message>
    <message>
        <source>List options</source>
        <translation>Opções da lista</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Linhas confortáveis</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Linhas compactas</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>Buscar conversas</translation>
    </message>
    <message>
        <source>Search name, phone…</source>
        <translation>Buscar nome, telefone…</translation>
    </message>
    <message>
        <source>Which conversations</source>
        <translation>Quais conversas</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>Minhas</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Fila</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Todas</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolvidas</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>Conversas</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Carregando</translation>
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
        <translation>sem conexão</translation>
    </message>
    <message>
        <source>Screens</source>
        <translation>Telas</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Caixa de entrada</translation>
    </message>
    <message>
        <source>Sign out?</source>
        <translation>Sair?</translation>
    </message>
    <message numerus="yes">
        <source>%n message(s) did not reach the server yet.</source>
        <translation>
            <numerusform>%n mensagem ainda não chegou ao servidor.</numerusform>
            <numerusform>%n mensagens ainda não chegaram ao servidor.</numerusform>
        </translation>
    </message>
    <message>
        <source>They wait on this computer and are lost when you sign out. They will not be sent to anybody.</source>
        <translation>Elas aguardam neste computador e se perdem se você sair. Ninguém vai recebê-las.</translation>
    </message>
    <message>
        <source>Discard and sign out</source>
        <translation>Descartar e sair</translation>
    </message>
    <message>
        <source>Stay signed in</source>
        <translation>Continuar aqui</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>Mostrar a senha</translation>
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
            <numerusform>%n ano</numerusform>
            <numerusform>%n anos</numerusform>
        </translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>Nascimento</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Observações</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Histórico</translation>
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
        <translation>Reproduzir</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Parar e fechar</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Posição</translation>
    </message>
    <message>
        <source>Speed: %1 times</source>
        <translation>Velocidade: %1 vezes</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ProblemStrip</name>
    <message>
        <source>This computer&apos;s keychain cannot be used: nothing is kept here, and what is not sent is lost when Acolhe is closed.</source>
        <translation>O chaveiro deste computador não pode ser usado: nada fica guardado aqui, e o que não foi enviado se perde quando o Acolhe fechar.</translation>
    </message>
    <message>
        <source>Connecting to the server… Your messages wait here.</source>
        <translation>Conectando ao servidor… Suas mensagens ficam na fila.</translation>
    </message>
    <message>
        <source>No connection to the server. Your messages wait here.</source>
        <translation>Sem conexão com o servidor. Suas mensagens ficam na fila.</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Tentar agora</translation>
    </message>
    <message numerus="yes">
        <source>No connection to the server. Trying again in %n s. Your messages wait here.</source>
        <translation>
            <numerusform>Sem conexão com o servidor. Tentando em %n s. Suas mensagens ficam na fila.</numerusform>
            <numerusform>Sem conexão com o servidor. Tentando em %n s. Suas mensagens ficam na fila.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 needs attention: %2.</source>
        <comment>%1 is an inbox, %2 what is wrong with it</comment>
        <translation>%1 precisa de atenção: %2.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::QuickReplyChooser</name>
    <message>
        <source>Quick replies</source>
        <translation>Respostas rápidas</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SendLater</name>
    <message>
        <source>In 1 hour</source>
        <translation>Em 1 hora</translation>
    </message>
    <message>
        <source>Tomorrow at 8:00</source>
        <translation>Amanhã às 8:00</translation>
    </message>
    <message>
        <source>Tomorrow at 14:00</source>
        <translation>Amanhã às 14:00</translation>
    </message>
    <message>
        <source>Monday at 8:00</source>
        <translation>Segunda às 8:00</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SendLaterDialog</name>
    <message>
        <source>Do not send it if the patient writes before</source>
        <translation>Não enviar se o paciente escrever antes</translation>
    </message>
    <message>
        <source>Send then</source>
        <translation>Agendar envio</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>Enviar depois</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texto</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Quando</translation>
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
        <translation>Informe o nome da clínica.</translation>
    </message>
    <message>
        <source>Enter your name.</source>
        <translation>Informe o seu nome.</translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation>Informe o seu e-mail.</translation>
    </message>
    <message numerus="yes">
        <source>The password needs at least %n characters.</source>
        <translation>
            <numerusform>A senha precisa de pelo menos %n caractere.</numerusform>
            <numerusform>A senha precisa de pelo menos %n caracteres.</numerusform>
        </translation>
    </message>
    <message>
        <source>Your clinic</source>
        <translation>A sua clínica</translation>
    </message>
    <message>
        <source>Everything stays on this computer. You will be its administrator.</source>
        <translation>Tudo fica neste computador. Você será o administrador.</translation>
    </message>
    <message>
        <source>The clinic&apos;s name</source>
        <translation>Nome da clínica</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Seu nome</translation>
    </message>
    <message>
        <source>Your e-mail</source>
        <translation>Seu e-mail</translation>
    </message>
    <message>
        <source>A password</source>
        <translation>Uma senha</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Começar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::SignInPage</name>
    <message>
        <source>You belong to several clinics. Choose one and sign in again.</source>
        <translation>Você participa de várias clínicas. Escolha uma e entre de novo.</translation>
    </message>
    <message>
        <source>This is not a server&apos;s address. It looks like clinic.example.com.</source>
        <translation>Isto não é o endereço de um servidor. Ele se parece com clinica.example.com.</translation>
    </message>
    <message>
        <source>Enter your e-mail address.</source>
        <translation>Informe o seu e-mail.</translation>
    </message>
    <message>
        <source>Enter your password.</source>
        <translation>Informe a sua senha.</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Entrar</translation>
    </message>
    <message>
        <source>The clinic of this computer.</source>
        <translation>A clínica deste computador.</translation>
    </message>
    <message>
        <source>With the account that your clinic gave you.</source>
        <translation>Com a conta que a sua clínica lhe deu.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Servidor</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Senha</translation>
    </message>
    <message>
        <source>Clinic</source>
        <translation>Clínica</translation>
    </message>
    <message>
        <source>Keep me signed in on this computer</source>
        <translation>Manter a sessão neste computador</translation>
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
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ThreadBubbles</name>
    <message>
        <source>See all</source>
        <translation>Ver tudo</translation>
    </message>
    <message>
        <source>A message of a kind that cannot be shown here. It is kept.</source>
        <translation>Uma mensagem de um tipo que não pode ser mostrado aqui. Ela está guardada.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automático</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>It is not known whether this was sent. Ask before sending it again.</source>
        <translation>Não se sabe se isto foi enviado. Pergunte antes de enviar de novo.</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>Enviar de novo</translation>
    </message>
    <message>
        <source>Only the team sees this</source>
        <translation>Só a equipe vê</translation>
    </message>
    <message numerus="yes">
        <source>%n unread message(s)</source>
        <translation>
            <numerusform>%n mensagem não lida</numerusform>
            <numerusform>%n mensagens não lidas</numerusform>
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
        <translation>Apagada por quem enviou</translation>
    </message>
    <message>
        <source>Edited</source>
        <translation>Editada</translation>
    </message>
    <message>
        <source>This conversation</source>
        <translation>Esta conversa</translation>
    </message>
    <message>
        <source>Another conversation of this patient</source>
        <translation>Outra conversa deste paciente</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::ThreadMedia</name>
    <message>
        <source>Attach files</source>
        <translation>Anexar arquivos</translation>
    </message>
    <message>
        <source>Record a voice note</source>
        <translation>Gravar um áudio</translation>
    </message>
    <message>
        <source>This recording cannot be played here. It can be saved.</source>
        <translation>Este áudio não pode ser reproduzido aqui. Ele pode ser salvo.</translation>
    </message>
    <message>
        <source>The file could not be fetched. Try again.</source>
        <translation>O arquivo não pôde ser baixado. Tente de novo.</translation>
    </message>
    <message>
        <source>The file could not be written: %1</source>
        <translation>O arquivo não pôde ser gravado: %1</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Salvar como</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Salvo</translation>
    </message>
    <message numerus="yes">
        <source>At most %n file(s) at once.</source>
        <translation>
            <numerusform>No máximo %n arquivo de cada vez.</numerusform>
            <numerusform>No máximo %n arquivos de cada vez.</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagem</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Times</name>
    <message>
        <source>yesterday</source>
        <translation>ontem</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Hoje</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Ontem</translation>
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
        <translation>Tentar de novo</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>Remover %1</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>Legenda</translation>
    </message>
    <message>
        <source>Caption of %1</source>
        <translation>Legenda de %1</translation>
    </message>
    <message>
        <source>%1 carries no files here</source>
        <translation>%1 não leva arquivos aqui</translation>
    </message>
    <message>
        <source>Too large for %1 (at most %2)</source>
        <translation>Grande demais para %1 (no máximo %2)</translation>
    </message>
    <message>
        <source>%1 does not carry files of this kind</source>
        <translation>%1 não leva arquivos deste tipo</translation>
    </message>
    <message>
        <source>%1 · %2% sent</source>
        <translation>%1 · %2% enviado</translation>
    </message>
    <message>
        <source>Listen</source>
        <translation>Ouvir</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::VoiceRecorder</name>
    <message>
        <source>It could not be recorded: %1</source>
        <translation>Não foi possível gravar: %1</translation>
    </message>
    <message>
        <source>No microphone was found. Connect one and try again.</source>
        <translation>Nenhum microfone foi encontrado. Conecte um e tente de novo.</translation>
    </message>
    <message>
        <source>Voice note</source>
        <translation>Áudio</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>Nada foi gravado.</translation>
    </message>
    <message>
        <source>Recording %1</source>
        <translation>Gravando %1</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Concluir</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Cancelar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fechar</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::Words</name>
    <message>
        <source>Waiting</source>
        <translation>Aguardando</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>Em atendimento</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Resolvida</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Encerrada</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Disponível</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>Ocupado</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>Em pausa</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>Offline</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Paciente</translation>
    </message>
    <message>
        <source>Attendant</source>
        <translation>Atendente</translation>
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
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Site chat</source>
        <translation>Chat do site</translation>
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
        <translation>Mensagem de voz</translation>
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
        <translation>Figurinha</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>Localização</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>Contato</translation>
    </message>
    <message>
        <source>Choice</source>
        <translation>Escolha</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Pedido</translation>
    </message>
    <message>
        <source>Notice of the channel</source>
        <translation>Aviso do canal</translation>
    </message>
    <message>
        <source>Message that cannot be shown</source>
        <translation>Mensagem que não pode ser mostrada</translation>
    </message>
    <message>
        <source>waiting to be sent</source>
        <translation>aguardando envio</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>enviando</translation>
    </message>
    <message>
        <source>not known whether it was sent</source>
        <translation>não se sabe se foi enviada</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>enviada</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>entregue</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lida</translation>
    </message>
    <message>
        <source>not delivered</source>
        <translation>não entregue</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefone</translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>before the preview of a message that the clinic sent</comment>
        <translation>Você: %1</translation>
    </message>
    <message>
        <source>The reply window is closed: the patient must write first, or a template is needed.</source>
        <translation>A janela de resposta está fechada: o paciente precisa escrever primeiro, ou é preciso um modelo.</translation>
    </message>
    <message>
        <source>This number cannot be reached on this channel.</source>
        <translation>Este número não pode ser alcançado neste canal.</translation>
    </message>
    <message>
        <source>The clinic&apos;s account on this channel must be connected again. Tell the administrator.</source>
        <translation>A conta da clínica neste canal precisa ser conectada de novo. Avise o administrador.</translation>
    </message>
    <message>
        <source>The channel is not taking messages now. It will be tried again.</source>
        <translation>O canal não está aceitando mensagens agora. Será tentado de novo.</translation>
    </message>
    <message>
        <source>Too many messages in a short time. Wait a little and try again.</source>
        <translation>Mensagens demais em pouco tempo. Espere um pouco e tente de novo.</translation>
    </message>
    <message>
        <source>The patient does not want these messages.</source>
        <translation>O paciente não quer receber estas mensagens.</translation>
    </message>
    <message>
        <source>The channel has restricted the clinic&apos;s account. Tell the administrator.</source>
        <translation>O canal restringiu a conta da clínica. Avise o administrador.</translation>
    </message>
    <message>
        <source>The channel has a billing problem with the clinic&apos;s account. Tell the administrator.</source>
        <translation>O canal tem um problema de cobrança com a conta da clínica. Avise o administrador.</translation>
    </message>
    <message>
        <source>The channel refused the file.</source>
        <translation>O canal recusou o arquivo.</translation>
    </message>
    <message>
        <source>There was no connection to the channel.</source>
        <translation>Não houve conexão com o canal.</translation>
    </message>
    <message>
        <source>It waited too long and was not sent.</source>
        <translation>Esperou demais e não foi enviada.</translation>
    </message>
    <message>
        <source>The channel refused the message.</source>
        <translation>O canal recusou a mensagem.</translation>
    </message>
    <message>
        <source>The channel refused the message: %1</source>
        <comment>%1 is the provider&apos;s own text</comment>
        <translation>O canal recusou a mensagem: %1</translation>
    </message>
    <message>
        <source>Your session has ended. Sign in again.</source>
        <translation>A sua sessão terminou. Entre de novo.</translation>
    </message>
    <message>
        <source>You may not do this.</source>
        <translation>Você não pode fazer isto.</translation>
    </message>
    <message>
        <source>This is not there any more.</source>
        <translation>Isto não existe mais.</translation>
    </message>
    <message>
        <source>Somebody else was faster. What you see is up to date now.</source>
        <translation>Outra pessoa foi mais rápida. O que você vê agora está atualizado.</translation>
    </message>
    <message>
        <source>This is too large.</source>
        <translation>Isto é grande demais.</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a little and try again.</source>
        <translation>Tentativas demais. Espere um pouco e tente de novo.</translation>
    </message>
    <message>
        <source>The channel is not connected now.</source>
        <translation>O canal não está conectado agora.</translation>
    </message>
    <message>
        <source>The server did not understand this. Is Acolhe up to date?</source>
        <translation>O servidor não entendeu isto. O Acolhe está atualizado?</translation>
    </message>
    <message>
        <source>Something went wrong.</source>
        <translation>Algo deu errado.</translation>
    </message>
    <message>
        <source>Something went wrong (incident %1).</source>
        <translation>Algo deu errado (incidente %1).</translation>
    </message>
    <message>
        <source>its access has ended and must be given again</source>
        <translation>o acesso terminou e precisa ser dado de novo</translation>
    </message>
    <message>
        <source>it lacks a permission</source>
        <translation>falta uma permissão</translation>
    </message>
    <message>
        <source>the channel has restricted it</source>
        <translation>o canal a restringiu</translation>
    </message>
    <message>
        <source>the channel has a billing problem with it</source>
        <translation>o canal tem um problema de cobrança com ela</translation>
    </message>
    <message>
        <source>it is not connected</source>
        <translation>não está conectada</translation>
    </message>
    <message>
        <source>The patient has a new telephone or reinstalled the app. Check that it is still the same person.</source>
        <translation>O paciente tem um telefone novo ou reinstalou o aplicativo. Confira se ainda é a mesma pessoa.</translation>
    </message>
    <message>
        <source>The channel does not take messages to this country from the clinic.</source>
        <translation>O canal não aceita mensagens da clínica para este país.</translation>
    </message>
    <message>
        <source>The clinic&apos;s account on this channel lacks a permission. Tell the administrator.</source>
        <translation>Falta uma permissão à conta da clínica neste canal. Avise o administrador.</translation>
    </message>
    <message>
        <source>The settings of the clinic&apos;s account on this channel are wrong. Tell the administrator.</source>
        <translation>A configuração da conta da clínica neste canal está errada. Avise o administrador.</translation>
    </message>
    <message>
        <source>The template does not fit. Tell the administrator.</source>
        <translation>O modelo não serve. Avise o administrador.</translation>
    </message>
    <message>
        <source>The text is too long for this channel.</source>
        <translation>O texto é longo demais para este canal.</translation>
    </message>
    <message>
        <source>its settings are wrong</source>
        <translation>a configuração está errada</translation>
    </message>
    <message>
        <source>The channel chose not to deliver this message to the patient.</source>
        <translation>O canal decidiu não entregar esta mensagem ao paciente.</translation>
    </message>
    <message>
        <source>It is not known whether it was sent: the server stopped meanwhile.</source>
        <translation>Não se sabe se foi enviada: o servidor parou nesse momento.</translation>
    </message>
    <message>
        <source>You may not write in this conversation.</source>
        <translation>Você não pode escrever nesta conversa.</translation>
    </message>
    <message>
        <source>This conversation is not there any more.</source>
        <translation>Esta conversa não existe mais.</translation>
    </message>
    <message>
        <source>This conversation is closed.</source>
        <translation>Esta conversa está fechada.</translation>
    </message>
</context>
<context>
    <name>acolhe::ui::WritingStrips</name>
    <message>
        <source>%1 is typing…</source>
        <translation>%1 está digitando…</translation>
    </message>
    <message numerus="yes">
        <source>%n people are typing…</source>
        <translation>
            <numerusform>%n pessoa está digitando…</numerusform>
            <numerusform>%n pessoas estão digitando…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has this conversation open</source>
        <translation>%1 está com esta conversa aberta</translation>
    </message>
    <message numerus="yes">
        <source>%n colleagues have this conversation open</source>
        <translation>
            <numerusform>%n colega está com esta conversa aberta</numerusform>
            <numerusform>%n colegas estão com esta conversa aberta</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The message is sent in %n s</source>
        <translation>
            <numerusform>A mensagem sai em %n s</numerusform>
            <numerusform>A mensagem sai em %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Arrived while you were writing: %1</source>
        <translation>Chegou enquanto você escrevia: %1</translation>
    </message>
    <message>
        <source>Not sent, the reply window was closed: %1</source>
        <translation>Não enviada, a janela de resposta estava fechada: %1</translation>
    </message>
    <message>
        <source>Not sent at its time: %1</source>
        <translation>Não enviada na hora marcada: %1</translation>
    </message>
    <message>
        <source>Not sent, the patient wrote before: %1</source>
        <translation>Não enviada, o paciente escreveu antes: %1</translation>
    </message>
    <message>
        <source>%1, by %2: %3</source>
        <comment>a time, a person, a text</comment>
        <translation>%1, por %2: %3</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Editar</translation>
    </message>
    <message>
        <source>Do not send</source>
        <translation>Não enviar</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>Dispensar</translation>
    </message>
    <message numerus="yes">
        <source>%n more are sent later</source>
        <translation>
            <numerusform>Mais %n será enviada depois</numerusform>
            <numerusform>Mais %n serão enviadas depois</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Desfazer</translation>
    </message>
    <message>
        <source>Keep writing</source>
        <translation>Continuar escrevendo</translation>
    </message>
    <message>
        <source>Send anyway</source>
        <translation>Enviar mesmo assim</translation>
    </message>
</context>
</TS>
