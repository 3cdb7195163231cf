package io.casehub.connector.files;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.ChannelSftp.LsEntrySelector;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpATTRS;
import com.jcraft.jsch.SftpException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder of an SFTP server, over a connection of its own. */
final class SftpFolder implements Folder {

    private final SftpAccount account;
    private final Session session;
    private final ChannelSftp channel;

    private SftpFolder(SftpAccount account, Session session, ChannelSftp channel) {
        this.account = account;
        this.session = session;
        this.channel = channel;
    }

    static SftpFolder connect(SftpAccount account) throws IOException {
        var session = account.connect();
        try {
            return new SftpFolder(account, session, channel(session));
        } catch (JSchException e) {
            session.disconnect();
            throw new IOException("the server at " + account.place() + " offers no SFTP: " + e.getMessage(), e);
        }
    }

    private static ChannelSftp channel(Session session) throws JSchException {
        var channel = (ChannelSftp) session.openChannel("sftp");
        channel.connect(SftpAccount.PATIENCE_MS);
        return channel;
    }

    @Override
    public List<FileMark> list() throws IOException {
        var marks = new ArrayList<FileMark>();
        try {
            channel.ls(quoted(account.folder()), entry -> {
                if (entry.getAttrs().isReg()) {
                    marks.add(mark(entry.getFilename(), entry.getAttrs()));
                }
                return LsEntrySelector.CONTINUE;
            });
            return marks;
        } catch (SftpException e) {
            throw switch (e.id) {
                case ChannelSftp.SSH_FX_NO_SUCH_FILE -> new IOException("there is no folder " + account.folder()
                        + " at " + account.place() + "; create it, or set where the files are", e);
                case ChannelSftp.SSH_FX_PERMISSION_DENIED -> new IOException("the hub may not read the folder "
                        + account.folder() + " at " + account.place() + "; give it the right to", e);
                default -> broken(e);
            };
        }
    }

    @Override
    public Optional<FileMark> look(String name) throws IOException {
        try {
            var attributes = channel.lstat(path(name));
            return attributes.isReg() ? Optional.of(mark(name, attributes)) : Optional.empty();
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return Optional.empty();
            }
            throw broken(e);
        }
    }

    /** Over a channel of its own: on this one the file is looked at while it is read. */
    @Override
    public InputStream open(String name) throws IOException {
        try {
            var transfer = channel(session);
            return new FilterInputStream(transfer.get(path(name))) {
                @Override
                public void close() {
                    transfer.disconnect();
                }
            };
        } catch (JSchException e) {
            throw new IOException("the connection to " + account.place() + " failed: " + e.getMessage(), e);
        } catch (SftpException e) {
            throw e.id == ChannelSftp.SSH_FX_PERMISSION_DENIED
                    ? new IOException("the hub may not read " + name + " at " + account.place()
                            + "; give it the right to", e)
                    : broken(e);
        }
    }

    @Override
    public void move(String name, String done) throws IOException {
        try {
            var folder = account.folder() + "/" + DONE;
            if (!exists(folder)) {
                channel.mkdir(folder);
            }
            if (exists(folder + "/" + done)) {
                channel.rm(quoted(folder + "/" + done));
            }
            channel.rename(path(name), quoted(folder + "/" + done));
        } catch (SftpException e) {
            if (look(name).isPresent()) {
                throw new IOException(name + " has been read, but cannot be moved to " + DONE + " at "
                        + account.place() + "; let the hub write there, or say after: keep", e);
            }
        }
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            channel.rm(path(name));
        } catch (SftpException e) {
            if (look(name).isPresent()) {
                throw new IOException(name + " has been read, but cannot be deleted at " + account.place()
                        + "; let the hub write there, or say after: keep", e);
            }
        }
    }

    @Override
    public void close() {
        channel.disconnect();
        session.disconnect();
    }

    private boolean exists(String path) throws SftpException {
        try {
            channel.lstat(quoted(path));
            return true;
        } catch (SftpException e) {
            if (e.id == ChannelSftp.SSH_FX_NO_SUCH_FILE) {
                return false;
            }
            throw e;
        }
    }

    private String path(String name) {
        return quoted(account.folder() + "/" + name);
    }

    /** JSch reads patterns in paths; a file may have their signs in its name. */
    private static String quoted(String path) {
        return path.replaceAll("[\\\\*?]", "\\\\$0");
    }

    private IOException broken(SftpException e) {
        return new IOException("the connection to " + account.place() + " failed: " + e.getMessage(), e);
    }

    private static FileMark mark(String name, SftpATTRS attributes) {
        return new FileMark(name, attributes.getSize(), Instant.ofEpochSecond(attributes.getMTime() & 0xFFFFFFFFL));
    }
}
