# The program in a small image: build the jar first (mvn package -DskipTests), then docker compose up --build.
FROM eclipse-temurin:25-jre
COPY target/lib /opt/gradstream/lib
COPY target/gradstream.jar /opt/gradstream/
# A user of its own, without a name: nothing in the image is writable for it but its data.
RUN mkdir -p /data && chown 10001:10001 /data
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
# The page answers /readyz with 200 once a run is there.
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=12 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
# The arguments are jvm.arguments of pom.xml; -XX:MaxRAMPercentage leaves room beside the heap.
ENTRYPOINT ["java", \
  "--add-modules", "jdk.incubator.vector", \
  "--enable-native-access=ALL-UNNAMED", \
  "--sun-misc-unsafe-memory-access=allow", \
  "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.gradstream", \
  "-XX:MaxRAMPercentage=60", \
  "-jar", "/opt/gradstream/gradstream.jar"]
CMD ["--help"]
