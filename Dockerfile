# The hub as an image. "docker compose up" builds it; nothing but Docker is needed.

FROM eclipse-temurin:25-jdk AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml openapi.yaml ./
COPY config config
COPY src/main src/main
# the tests run before somebody builds an image, by ./mvnw verify
RUN --mount=type=cache,target=/root/.m2 ./mvnw -q -B -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home casehub
WORKDIR /casehub
COPY --from=build /build/target/casehub-*.jar casehub.jar
# mount folders of your own over these; drivers/ takes the JDBC drivers of ERP systems, which are read at the start
COPY routes routes
COPY mappings mappings
RUN mkdir -p drivers data/documents && chown -R casehub data
USER 10001
EXPOSE 8080
# the heap is a share of what the container may use; a hub out of memory ends, and is started again
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError"
# the image has no curl: bash speaks HTTP by itself
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /actuator/health HTTP/1.0\\r\\n\\r\\n' >&3 && read -r -t 4 _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-jar", "casehub.jar"]
