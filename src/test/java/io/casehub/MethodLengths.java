package io.casehub;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.tools.ToolProvider;

/** How long the bodies of methods are, as the JDK's own parser sees them. */
final class MethodLengths {

    private MethodLengths() {}

    /** The methods of these files whose bodies have more lines than allowed, braces not counted. */
    static List<String> over(int most, Collection<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(sources));
            var found = new ArrayList<String>();
            for (var unit : task.parse()) {
                new Scan(unit, Trees.instance(task).getSourcePositions(), most, found).scan(unit, null);
            }
            return found;
        }
    }

    private static final class Scan extends TreeScanner<Void, Void> {

        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final int most;
        private final List<String> found;

        Scan(CompilationUnitTree unit, SourcePositions positions, int most, List<String> found) {
            this.unit = unit;
            this.positions = positions;
            this.most = most;
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getBody() != null) {
                var lines = unit.getLineMap();
                long body = lines.getLineNumber(positions.getEndPosition(unit, method.getBody()))
                        - lines.getLineNumber(positions.getStartPosition(unit, method.getBody())) - 1;
                if (body > most) {
                    found.add(unit.getSourceFile().getName() + ": " + method.getName() + " has " + body + " lines");
                }
            }
            return super.visitMethod(method, nothing);
        }
    }
}
