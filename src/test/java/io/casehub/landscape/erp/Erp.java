package io.casehub.landscape.erp;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.LandscapeSystem;
import io.casehub.landscape.system.Loopback;
import io.casehub.landscape.system.Store;
import io.casehub.landscape.system.Touched;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.h2.tools.Server;
import org.jspecify.annotations.Nullable;

/**
 * The erp: nothing but a database, which others may read by JDBC. While it is stopped its TCP
 * server is gone; the people who work in it have no socket between them and their tables, but they
 * stop as well.
 */
public final class Erp implements LandscapeSystem {

    /** May read, and nothing else. */
    public static final String READER = "LESER";

    /** May correct accounts as well, with the same password. */
    public static final String CLERK = "PFLEGE";

    private final Path folder;
    private final int port;
    private final Books books;
    private final Journal journal;
    private final ErpStaff staff;
    private @Nullable Server server;

    public Erp(Path folder, int port, String readerPassword, String storePassword) {
        this.folder = folder.toAbsolutePath();
        this.port = port;
        this.books = new Books(Store.open(folder, "erp", "erp", storePassword));
        this.journal = Journal.at(folder.resolve("journal.jsonl"));
        this.staff = new ErpStaff(books, journal);
        books.store.define("""
                create user if not exists LESER password '%1$s';
                grant select on KUNDE, AUFTRAG, AUFPOS, RETOURE, SCHLUESSEL to LESER;
                create user if not exists PFLEGE password '%1$s';
                grant select on KUNDE, AUFTRAG, AUFPOS, RETOURE, SCHLUESSEL to PFLEGE;
                grant update on KUNDE to PFLEGE""".formatted(readerPassword));
    }

    /** Fills the empty erp; a filled one stays as it is. */
    public void seed(Company company) {
        if (books.seed(company))
            journal.changed("seed", "erp", "all", null, counts());
    }

    public String url() {
        return "jdbc:h2:tcp://" + Loopback.HOST + ":" + port + "/erp";
    }

    public ErpStaff staff() {
        return staff;
    }

    @Override
    public String name() {
        return "erp";
    }

    @Override
    public synchronized void start() {
        if (server != null)
            return;
        try {
            server = Server
                    .createTcpServer("-tcpPort", String.valueOf(port), "-baseDir", folder.toString(), "-ifExists",
                            "-tcpDaemon")
                    .start();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void stop() {
        if (server != null)
            server.stop();
        server = null;
    }

    @Override
    public synchronized boolean running() {
        return server != null;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Map<String, Long> counts() {
        return books.store.read(sql -> Map.of("KUNDE", sql.count("KUNDE"), "AUFTRAG", sql.count("AUFTRAG"), "AUFPOS",
                sql.count("AUFPOS"), "RETOURE", sql.count("RETOURE")));
    }

    @Override
    public Touched touch() {
        var chance = Chance.of(System.nanoTime(), "touch", 0);
        return staff.advance(chance, "agent")
                .map(progress -> new Touched("erp", "AUFTRAG", progress.orderNo(), "STAT " + progress.state()))
                .orElseGet(() -> staff.changeAccount(anyAccount(), "0171/" + chance.digits(7), "agent"));
    }

    @Override
    public void close() {
        stop();
        books.store.close();
        journal.close();
    }

    private String anyAccount() {
        return books.store.read(sql -> sql.first("select KDNR from KUNDE limit 1", row -> row.getString(1).strip()))
                .orElseThrow();
    }
}
