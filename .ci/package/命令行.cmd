@echo off
title duban
chcp 65001 >nul
if not exist "%~dp0python\python.exe" goto packed
"%~dp0python\python.exe" -X utf8 "%~dp0python\start.py" prompt
if errorlevel 1 pause & exit /b 1
set "PATH=%~dp0python\duban;%PATH%"
cd /d "%~dp0"
for /d %%d in (*) do if exist "%%d\content" cd "%%d"
cmd /k duban --help
exit /b
:packed
echo 请先把压缩包整个解压到一个文件夹，再双击里面的“命令行.cmd”。
pause
