@echo off
"%~dp0..\python.exe" -X utf8 -m cli %*
