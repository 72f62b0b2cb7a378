@echo off
rem Starts Yearbook on Windows from an unpacked archive: the commands of the script "yearbook". Needs Java 17 or later.
rem Arguments may hold what means something to this shell (& ! < %%), so they are put in place by !name!, which is done after
rem the line was read, and are taken up while that is off.
setlocal EnableExtensions DisableDelayedExpansion
set "here=%~dp0"
rem Before any shift, which moves %%0 too.
set "launcher=%~f0"
set "release=0.1.0-SNAPSHOT"
set "command=%~1"

if "%command%"=="" goto usage
if "%command%"=="help" if not "%~2"=="" goto help_of
if "%command%"=="help" goto usage
if "%command%"=="--help" goto usage
if "%command%"=="-h" goto usage
if "%command%"=="version" goto version
if "%command%"=="--version" goto version
if "%command%"=="-V" goto version
for %%c in (demo init nightly sources rules export serve packet report-card audit backup restore rollback verify sql metrics simulate bench) do (
  if "%command%"=="%%c" goto known
)
setlocal EnableDelayedExpansion
call :usage >&2
rem Last, where it is seen.
>&2 echo.
>&2 echo yearbook: '!command!' is not a command.
exit /b 2

:help_of
call "%launcher%" "%~2" --help
exit /b %ERRORLEVEL%

:version
echo Yearbook %release%
exit /b 0

:usage
rem The help of the script beside this file, which is the only place where it is written.
findstr /b /c:"Yearbook: " /c:"  yearbook " /c:"                                   " /c:"Each command " "%here%yearbook"
exit /b 0

:known
if not exist "%here%lib\" (
  >&2 echo Yearbook runs on Windows from an unpacked archive; there is no folder lib beside this file.
  exit /b 2
)
rem Not word by word: that would take a comma and an equals sign for a blank.
set rest=%*
call :next_word
set "main="
set "home="
if "%command%"=="sql" set "main=org.yearbook.warehouse.query.YearbookSql"
if "%command%"=="metrics" call :metrics %2
if "%command%"=="verify" goto home
if "%command%"=="demo" goto demo

:find_java
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME:"=%\bin\java.exe"
if not exist "%java%" set "java=java"
setlocal EnableDelayedExpansion
set "version="
rem The outer quotes are for the shell that runs this; it takes them off.
for /f "tokens=1,3" %%v in ('""!java!" -XshowSettings:properties -version 2>&1"') do (
  if "%%v"=="java.specification.version" set "version=%%w"
)
if not defined version (
  >&2 echo Yearbook needs Java 17 or later, and found none. Install one or set JAVA_HOME to it.
  exit /b 2
)
for /f "delims=." %%v in ("!version!") do set "major=%%v"
if !major! LSS 17 (
  >&2 echo Yearbook needs Java 17 or later; !java! is Java !version!. Set JAVA_HOME to a newer one.
  exit /b 2
)

set "server_jar=!here!server\yearbook-dashboard-!release!-server.jar"
set "night_jars=!here!lib\*"
if not defined YEARBOOK_NIGHT_MEMORY set "YEARBOOK_NIGHT_MEMORY=2g"
if not defined YEARBOOK_SERVER_MEMORY set "YEARBOOK_SERVER_MEMORY=1g"

set "server_flags=--enable-native-access=ALL-UNNAMED"
set "flags=--enable-native-access=ALL-UNNAMED"
for %%p in (java.lang java.lang.invoke java.io java.net java.nio java.util java.util.concurrent java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.util.calendar) do (
  set "flags=!flags! --add-opens=java.base/%%p=ALL-UNNAMED"
)
if !major! LSS 24 (
  set "flags=!flags! --add-opens=java.base/sun.security.action=ALL-UNNAMED"
) else (
  set "flags=!flags! --sun-misc-unsafe-memory-access=allow"
  set "server_flags=!server_flags! --sun-misc-unsafe-memory-access=allow"
)
set "night=-Xmx!YEARBOOK_NIGHT_MEMORY! -XX:+UseParallelGC -XX:Tier4InvocationThreshold=500000 -XX:Tier4MinInvocationThreshold=200000 -XX:Tier4CompileThreshold=1000000 -XX:Tier4BackEdgeThreshold=4000000 -XX:+UnlockDiagnosticVMOptions -XX:-C1UpdateMethodData"
set "quick=--enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

if defined main goto warehouse
if "!command!"=="demo" goto demo_data
if "!command!"=="serve" goto serve
if "!command!"=="packet" goto beside
if "!command!"=="report-card" goto beside
if "!command!"=="audit" goto beside
if "!command!"=="backup" goto beside
"!java!" !flags! !night! -Dfile.encoding=UTF-8 -cp "!night_jars!" org.yearbook.ingest.night.YearbookIngest !command! !rest!
if "!command!"=="verify" goto verify_server
exit /b !ERRORLEVEL!

:serve
rem The server starts nights by this file, where district.yaml says so.
set "YEARBOOK_LAUNCHER=!launcher!"
"!java!" -Xmx!YEARBOOK_SERVER_MEMORY! -Dfile.encoding=UTF-8 !server_flags! -jar "!server_jar!" !rest!
exit /b !ERRORLEVEL!

:beside
"!java!" -Xmx1g !quick! -Dfile.encoding=UTF-8 -jar "!server_jar!" !command! !rest!
exit /b !ERRORLEVEL!

:verify_server
rem Files are read by one program, the server's database by the other.
set "status=!ERRORLEVEL!"
if not "!status!"=="0" if not "!status!"=="1" exit /b !status!
if not defined home exit /b !status!
if not exist "!home!\state\server.mv.db" exit /b !status!
"!java!" -Xmx1g !quick! -Dfile.encoding=UTF-8 -jar "!server_jar!" audit --home "!home!" --verify
if not "!ERRORLEVEL!"=="0" set "status=1"
exit /b !status!

:warehouse
"!java!" !quick! -Dfile.encoding=UTF-8 -cp "!night_jars!" !main! !rest!
exit /b !ERRORLEVEL!

rem Which home is meant; an equals sign ends a word here as a blank does.
:home
shift
if "%~1"=="" goto find_java
if "%~1"=="--home" set "home=%~2"
goto home

:demo
set "home=%CD%\demo-home"
set "port=8080"
set "serve_after=yes"
set "rest="
:demo_next
shift
if "%~1"=="" goto demo_read
if "%~1"=="--home" (set "home=%~2" & shift & goto demo_next)
if "%~1"=="--port" (set "port=%~2" & shift & goto demo_next)
if "%~1"=="--no-serve" (set "serve_after=no" & goto demo_next)
for %%a in (-h --help -V --version) do if "%~1"=="%%a" set "serve_after=no"
set rest=%rest% %1
goto demo_next

:demo_read
rem Before a quote Java takes one backslash for none and two for one.
if "%home:~-1%"=="\" set "home=%home%\"
goto find_java

:demo_data
"!java!" !flags! !night! -Dfile.encoding=UTF-8 -cp "!night_jars!" org.yearbook.ingest.night.YearbookIngest demo-data --home "!home!" !rest!
if not "!ERRORLEVEL!"=="0" exit /b !ERRORLEVEL!
if "!serve_after!"=="no" exit /b 0
set rest=--home "!home!" --port !port! --demo
goto serve

rem Takes the first word off what is left.
:next_word
setlocal EnableDelayedExpansion
for /f "tokens=1,*" %%a in ("!rest!") do (endlocal & set "rest=%%b")
exit /b 0

rem Which program a command about metrics is of. Two have programs of their own, which do not hear the word.
:metrics
set "main=org.yearbook.warehouse.yearend.YearbookYearEnd"
if "%~1"=="why" set "main=org.yearbook.warehouse.explain.YearbookWhy"
if "%~1"=="export" set "main=org.yearbook.warehouse.exchange.YearbookExport"
if "%~1"=="explain" set "main=org.yearbook.ingest.night.MetricWordsCommand"
if "%~1"=="diff" set "main=org.yearbook.ingest.night.MetricWordsCommand"
if "%~1"=="why" call :next_word
if "%~1"=="export" call :next_word
exit /b 0
