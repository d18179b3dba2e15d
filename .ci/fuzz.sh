# Sourced by ../lectern fuzz: compiles the fuzz targets and runs Jazzer on them, one after the other.

fuzz_modules=(bridge recorder lti-provider)
list=$(IFS=,; echo "${fuzz_modules[*]}")
echo "Compiling the fuzz targets …"
(cd "$here" && mvn -B -q -Pfuzz -pl "$list" -am -Dspotless.check.skip=true -Dexec.skip=true test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath -Dmdep.includeScope=test \
    '-Dmdep.outputFile=${project.build.directory}/fuzz.classpath') || fail "The build failed; see the lines above."
fuzz_cp=""
for module in "${fuzz_modules[@]}"; do
    fuzz_cp+="$here/$module/target/test-classes:$here/$module/target/classes:$(cat "$here/$module/target/fuzz.classpath"):"
done
mkdir -p "$here/target/fuzzing"
exec nice -n 15 java -Xmx256m -cp "${fuzz_cp%:}" lectern.fuzz.FuzzMain --work "$here/target/fuzzing" "$@"
