@echo off
rem Drop one file or folder of login records on this file. The first time it sets up linkscan in
rem .venv beside itself; then it analyses what was dropped and opens the report in Chinese.
chcp 65001 >nul
setlocal
set "HERE=%~dp0"
set "VENV=%HERE%.venv"
set "RUN="%VENV%\Scripts\python.exe" -m"
set "OUT=%~dp1linkscan-report"
set "PYTHONUTF8=1"
if "%~1"=="" goto usage
if exist "%VENV%\ready" goto analyze

set "PY="
set "NEW=import sys; sys.exit(sys.version_info < (3, 11))"
python -c "%NEW%" >nul 2>nul && set "PY=python"
py -3 -c "%NEW%" >nul 2>nul && set "PY=py -3"
if not defined PY goto nopython
echo Setting up linkscan, once ...
%PY% -m venv "%VENV%" || goto end
%RUN% pip install --quiet --disable-pip-version-check -e "%HERE%." || goto end
echo ready> "%VENV%\ready"

:analyze
%RUN% linkscan analyze "%~1" --lang zh --out "%OUT%"
if %ERRORLEVEL% EQU 2 goto end
if %ERRORLEVEL% GEQ 70 goto end
start "" "%OUT%\index.html"
goto end

:nopython
echo 请先安装 Python 3.11 或更新版本：https://www.python.org/downloads/
echo Install Python 3.11 or newer first: https://www.python.org/downloads/
goto end

:usage
echo 请把登录记录文件或文件夹拖到 linkscan.bat 上。
echo Drop a file or a folder of login records on linkscan.bat.

:end
pause
