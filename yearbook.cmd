@echo off
rem Starts Yearbook on Windows from an unpacked archive: the commands of the script "yearbook". Needs Java 17 or later.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
set "release=0.1.0-SNAPSHOT"
set "command=%~1"

if "%command%"=="" goto usage
if "%command%"=="help" goto usage
if "%command%"=="--help" goto usage
if "%command%"=="-h" goto usage
for %%c in (demo init nightly sources rules export serve packet report-card audit backup restore rollback verify sql metrics simulate bench) do (
  if "%command%"=="%%c" goto known
)
echo yearbook: '%command%' is not a command. 1>&2
exit /b 2

:usage
rem The help of the script beside this file, which is the only place where it is written.
findstr /b /c:"  yearbook " /c:"                                   " "%here%yearbook"
exit /b 0

:known
if not exist "%here%lib\" (
  echo Yearbook runs on Windows from an unpacked archive; there is no folder lib beside this file. 1>&2
  exit /b 2
)
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "told=%TEMP%\yearbook-java-%RANDOM%.txt"
"%java%" -XshowSettings:properties -version >"%told%" 2>&1
set "version=0"
for /f "usebackq tokens=3" %%v in (`findstr /c:"java.specification.version =" "%told%"`) do set "version=%%v"
del "%told%" 2>nul
if "%version:~0,2%"=="1." set "version=8"
if %version% LSS 17 (
  echo Yearbook needs Java 17 or later. Install one, or set JAVA_HOME to it. 1>&2
  exit /b 2
)

set "server_jar=%here%server\yearbook-dashboard-%release%-server.jar"
set "night_jars=%here%lib\*"
if not defined YEARBOOK_NIGHT_MEMORY set "YEARBOOK_NIGHT_MEMORY=2g"
if not defined YEARBOOK_SERVER_MEMORY set "YEARBOOK_SERVER_MEMORY=1g"

set "server_flags=--enable-native-access=ALL-UNNAMED"
set "flags=--enable-native-access=ALL-UNNAMED"
for %%p in (java.lang java.lang.invoke java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.util.calendar) do (
  call set "flags=%%flags%% --add-opens=java.base/%%p=ALL-UNNAMED"
)
if %version% LSS 24 (
  set "flags=%flags% --add-opens=java.base/sun.security.action=ALL-UNNAMED"
) else (
  set "flags=%flags% --sun-misc-unsafe-memory-access=allow"
  set "server_flags=%server_flags% --sun-misc-unsafe-memory-access=allow"
)
set "night=-Xmx%YEARBOOK_NIGHT_MEMORY% -XX:+UseParallelGC -XX:Tier4InvocationThreshold=500000 -XX:Tier4MinInvocationThreshold=200000 -XX:Tier4CompileThreshold=1000000 -XX:Tier4BackEdgeThreshold=4000000"
set "quick=--enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

if "%command%"=="demo" goto demo
set "second=%~2"
set "rest="
:next
shift
if [%1]==[] goto run
set rest=%rest% %1
goto next

:run
if "%command%"=="serve" goto serve
if "%command%"=="packet" goto beside
if "%command%"=="report-card" goto beside
if "%command%"=="audit" goto beside
if "%command%"=="backup" goto beside
if "%command%"=="verify" goto verify
if "%command%"=="sql" (set "main=org.yearbook.warehouse.query.YearbookSql" & goto warehouse)
if "%command%"=="metrics" goto metrics
"%java%" %flags% %night% -Dfile.encoding=UTF-8 -cp "%night_jars%" org.yearbook.ingest.night.YearbookIngest %command%%rest%
exit /b %ERRORLEVEL%

:serve
rem The server starts nights by this file, where district.yaml says so.
set "YEARBOOK_LAUNCHER=%~f0"
"%java%" -Xmx%YEARBOOK_SERVER_MEMORY% -Dfile.encoding=UTF-8 %server_flags% -jar "%server_jar%"%rest%
exit /b %ERRORLEVEL%

:beside
"%java%" -Xmx1g %quick% -Dfile.encoding=UTF-8 -jar "%server_jar%" %command%%rest%
exit /b %ERRORLEVEL%

:verify
"%java%" %flags% %night% -Dfile.encoding=UTF-8 -cp "%night_jars%" org.yearbook.ingest.night.YearbookIngest verify%rest%
if errorlevel 1 exit /b %ERRORLEVEL%
rem Files are read by one program, the server's database by the other.
"%java%" -Xmx1g %quick% -Dfile.encoding=UTF-8 -jar "%server_jar%" audit%rest% --verify
exit /b %ERRORLEVEL%

:metrics
set "main=org.yearbook.warehouse.yearend.YearbookYearEnd"
if "%second%"=="why" (set "main=org.yearbook.warehouse.explain.YearbookWhy" & goto behind)
if "%second%"=="export" (set "main=org.yearbook.warehouse.exchange.YearbookExport" & goto behind)
if "%second%"=="explain" set "main=org.yearbook.ingest.night.MetricWordsCommand"
if "%second%"=="diff" set "main=org.yearbook.ingest.night.MetricWordsCommand"
goto warehouse

:behind
rem The first word of what is left is the name of the command itself.
call set "rest=%%rest:* %second%=%%"
:warehouse
"%java%" %quick% -Dfile.encoding=UTF-8 -cp "%night_jars%" %main%%rest%
exit /b %ERRORLEVEL%

:demo
set "home=%CD%\demo-home"
set "port=8080"
set "serve_after=yes"
set "rest="
:demo_next
shift
if [%1]==[] goto demo_run
if "%~1"=="--home" (set "home=%~2" & shift & goto demo_next)
if "%~1"=="--port" (set "port=%~2" & shift & goto demo_next)
if "%~1"=="--no-serve" (set "serve_after=no" & goto demo_next)
for %%a in (-h --help -V --version) do if "%~1"=="%%a" set "serve_after=no"
set rest=%rest% %1
goto demo_next

:demo_run
"%java%" %flags% %night% -Dfile.encoding=UTF-8 -cp "%night_jars%" org.yearbook.ingest.night.YearbookIngest demo-data --home "%home%"%rest%
if errorlevel 1 exit /b %ERRORLEVEL%
if "%serve_after%"=="no" exit /b 0
set rest= --home "%home%" --port %port% --demo
goto serve
