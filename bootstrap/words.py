"""What the tool says, in the reader's language.

The course's own catalogue cannot be used here: nothing is installed yet, and the Python that
reads this may be too old for it. Keeps to syntax that an old Python 3 can read.
"""

import io
import locale
import os
import sys

WORDS = {
    "usage": {
        "zh": """用法：python xb.py 命令 [选项]

  lab       打开课程（第一次会先装好运行环境）
  doctor    检查这台电脑：哪些正常，哪些要修
  progress  看学到哪儿了
  hand-in   交作业：合成一个文件，给出回执

给教师：
  assign    布置作业（后面写课号，如 assign 01 03）
  key       看每个学生的标准答案
  grade     批改收上来的作业
  report    人工批的分填好后，更新反馈和成绩册
  fill      把成绩填进学习平台导出的表
  slides    生成幻灯片（后面写课号，如 slides 03）
  handout   生成讲义（加 --pdf 另出 PDF）

给修改课程的人：
  test      运行全部检查
  build     由源文件重新生成 notebook
  lock      重新锁定软件包版本（--upgrade：升到最新）
  clean     删掉运行环境 .venv；你的 work/ 不动

每个命令后面加 --help 有详细说明；--lang zh 或 --lang en 指定语言。""",
        "en": """Usage: python xb.py COMMAND [OPTIONS]

  lab       open the course (sets up its environment the first time)
  doctor    look at this computer: what works and what must be fixed
  progress  see how far you are
  hand-in   pack an assignment into one file to submit, with a receipt

For instructors:
  assign    create an assignment (give the lessons: assign 01 03)
  key       show the right answers, student by student
  grade     grade what students submitted
  report    update feedback and gradebook with the points you gave by hand
  fill      fill the scores into your learning platform's file
  slides    make slides (give the lesson: slides 03)
  handout   make handouts (--pdf for a PDF too)

For those who change the course:
  test      run every check
  build     make the notebooks from their sources
  lock      lock the package versions anew (--upgrade: to the newest)
  clean     remove the environment .venv; your work/ stays

Every command explains itself with --help; --lang zh or --lang en chooses the language.""",
    },
    "unknown_command": {
        "zh": "没有 {command} 这个命令。",
        "en": "There is no command {command}.",
    },
    "unknown_language": {
        "zh": "--lang 后面写 zh 或 en，现在是 {value}。",
        "en": "After --lang comes zh or en; got {value}.",
    },
    "too_old": {
        "zh": """本课程需要 Python 3.11 或更新的版本；现在用的是 {found}（{where}）。
请安装 Python 3.12 或 3.13（安装时勾选“Add python.exe to PATH”），打开一个新的终端，再运行：
    python xb.py {command}""",
        "en": """The course needs Python 3.11 or newer; this one is {found} ({where}).
Install Python 3.12 or 3.13 (on Windows tick "Add python.exe to PATH"), open a new terminal and run:
    python xb.py {command}""",
    },
    "switching": {
        "zh": "当前的 Python 是 {found}，版本太旧；改用这台电脑上的 {better}。",
        "en": "This Python is {found}, which is too old; using {better} of this computer instead.",
    },
    "untried_python": {
        "zh": "注意：Python {found} 比本课程试过的（{newest}）新。万一装不上，请换用 {newest}。",
        "en": "Note: Python {found} is newer than {newest}, the newest one tried. "
        "If this fails, use {newest}.",
    },
    "only_64_bit": {
        "zh": "这个 Python（{where}）是 32 位的，而软件包只有 64 位的。请改装 64 位 Python。",
        "en": "This Python ({where}) is a 32-bit one, and the packages exist for 64-bit only. "
        "Install a 64-bit Python.",
    },
    "step_venv": {
        "zh": "[1/3] 新建课程自己的运行环境 .venv（Python {version}）……",
        "en": "[1/3] Making the course's own environment .venv (Python {version}) ...",
    },
    "step_venv_broken": {
        "zh": "[1/3] 原来的 .venv 用不了了，重新建一个（Python {version}）……",
        "en": "[1/3] The old .venv no longer works; making a new one (Python {version}) ...",
    },
    "step_venv_kept": {
        "zh": "[1/3] 已有运行环境 .venv（Python {version}）。",
        "en": "[1/3] The environment .venv is there (Python {version}).",
    },
    "step_packages": {
        "zh": "[2/3] 安装软件包（{count} 个；头一次约下载 {megabytes} MB，中途断了可以接着来）……",
        "en": "[2/3] Installing {count} packages (about {megabytes} MB the first time; "
        "a broken download goes on where it stopped) ...",
    },
    "step_course": {
        "zh": "[3/3] 安装课程本身……",
        "en": "[3/3] Installing the course itself ...",
    },
    "downloading": {
        "zh": "      下载 {name}（{size}）",
        "en": "      downloading {name} ({size})",
    },
    "downloaded": {
        "zh": "      已下载 {name}",
        "en": "      downloaded {name}",
    },
    "unpacking": {
        "zh": "      下载完毕，正在安装",
        "en": "      all downloaded, installing",
    },
    "waiting": {
        "zh": "      …… 已用时 {seconds} 秒，还在等：{names}",
        "en": "      ... {seconds} seconds so far, waiting for {names}",
    },
    "waiting_working": {
        "zh": "      …… 已用时 {seconds} 秒，还在进行",
        "en": "      ... {seconds} seconds so far, still working",
    },
    "repairing": {
        "zh": "      上次没装完，这次把软件包都重装一遍。",
        "en": "      The last set-up was interrupted, so every package is installed again.",
    },
    "without_uv": {
        "zh": "      这里装不了 uv，改用 pip，会慢一些。",
        "en": "      uv cannot be installed here; using pip, which is slower.",
    },
    "ready": {
        "zh": "运行环境装好了（用时 {seconds} 秒）。以后再启动只要几秒，不用联网。",
        "en": "The environment is ready ({seconds} s). From now on a start takes seconds "
        "and needs no network.",
    },
    "older_packages": {
        "zh": "软件包有更新，但这次没有下载成功；先用原来那套启动，下次联网时再更新。",
        "en": "The packages have an update that could not be downloaded. Starting with the ones "
        "you have; the update is tried again next time.",
    },
    "interrupted": {
        "zh": "已中断。再运行一次同样的命令就会接着来。",
        "en": "Stopped. Run the same command again to go on.",
    },
    "no_network": {
        "zh": """连不上软件源，软件包没有下载完。
  · 看看能不能上网；要走代理的话，先设好环境变量 HTTPS_PROXY。
  · 在国内可以改用镜像：python -m pip config set global.index-url 镜像地址
    本工具会沿用 pip 的设置。
  · 下载好的都留着。网络通了，再运行一次同样的命令就会接着来。""",
        "en": """The package index cannot be reached, so not all packages were downloaded.
  - Check the network. Behind a proxy, set the environment variable HTTPS_PROXY first.
  - To use a mirror: python -m pip config set global.index-url ADDRESS; this tool follows pip.
  - What was downloaded is kept. Once the network is back, run the same command again.""",
    },
    "bad_certificate": {
        "zh": """和软件源的加密连接没有通过验证。
多半是单位或校园网的网关所致，也可能是电脑的日期不对。
  · 先核对电脑的日期和时间。
  · 若网络有自己的证书，请向管理员要证书文件，再运行：python -m pip config set global.cert 文件""",
        "en": """The encrypted connection to the package index could not be verified. That happens
behind the gateway of a company or school, or when the clock is wrong.
  - Check date and time of this computer.
  - If the network has its own certificate: python -m pip config set global.cert FILE""",
    },
    "disk_full": {
        "zh": "磁盘满了。课程环境大约要 1 GB，请腾出空间后再运行一次。",
        "en": "The disk is full. The environment takes about 1 GB: make room and run this again.",
    },
    "not_on_index": {
        "zh": """软件源里没有课程锁定的某个版本，或者文件和锁定的不一致；镜像没有及时同步就会这样。
  · 换一个镜像，或者暂时不用镜像：python -m pip config unset global.index-url，再运行一次。""",
        "en": """The index lacks a version that the course locks, or has another file for it, as a
mirror does that is behind.
  - Use another mirror, or none for now (python -m pip config unset global.index-url),
    then run this again.""",
    },
    "not_allowed": {
        "zh": """有文件写不进去：正被占用，或者没有权限。
  · 关掉正在运行的 JupyterLab 和打开着 .venv 的编辑器，再运行一次。
  · 课程文件夹要放在你自己可以写入的地方（例如“文档”）。""",
        "en": """A file could not be written: it is in use, or you may not write there.
  - Close a running JupyterLab and editors that use .venv, then run this again.
  - Keep the course in a folder of your own, such as Documents.""",
    },
    "no_build": {
        "zh": "有软件包没有适合这台电脑的安装文件。请用 64 位的 Python {oldest} 到 {newest}。",
        "en": "A package has no ready-made file for this computer. "
        "Use a 64-bit Python, {oldest} to {newest}.",
    },
    "unknown_trouble": {
        "zh": "没装成功。上面是安装程序的原话。再运行一次往往就好；还不行，请带上这段话来问。",
        "en": "The set-up failed; the installer's own words are above. Running it again often "
        "helps; if not, ask, and bring those words.",
    },
    "no_pip": {
        "zh": """这个 Python（{where}）没有 pip，装不了软件包。
  · Debian、Ubuntu:sudo apt install python3-pip python3-venv
  · 其他系统：重新安装 Python，不要去掉 pip 这一项。""",
        "en": """This Python ({where}) has no pip, so nothing can be installed.
  - Debian, Ubuntu: sudo apt install python3-pip python3-venv
  - Elsewhere: install Python again and leave pip ticked.""",
    },
    "foreign_folder": {
        "zh": "{folder} 已经存在，但不是 Python 的运行环境，"
        "不敢动它。请把它改名或移走，再运行一次。",
        "en": "{folder} exists but is no Python environment, so it is left alone. "
        "Rename or move it, then run this again.",
    },
    "doctor_no_environment": {
        "zh": "要修  运行环境还没有装好。请运行：python xb.py lab",
        "en": "FIX  The environment is not set up yet. Run: python xb.py lab",
    },
    "checking": {
        "zh": "—— {what}",
        "en": "-- {what}",
    },
    "locked": {
        "zh": "已重新锁定：{files}",
        "en": "Locked anew: {files}",
    },
    "cleaned": {
        "zh": "已删掉 {folder}。work/ 里是你自己的文件，没有动。",
        "en": "Removed {folder}. What is in work/ is yours and was left alone.",
    },
}


def language():
    """The reader's language, "zh" or "en".

    A bare ``zh`` or ``en`` in LANG is no locale that a system sets: somebody typed
    ``LANG=zh make lab``, and that goes before the system's own LC_ALL.
    """
    asked = os.environ.get("XBCOURSE_LANG") or os.environ.get("LANG", "")
    if asked in ("zh", "en"):
        return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value and value.split(".")[0] not in ("C", "POSIX"):
            return _guess(value)
    return _guess(_system_language())


def say(key, **gaps):
    """One message in the reader's language."""
    return WORDS[key][language()].format(**gaps)


def tell(key, **gaps):
    """Print a message at once, so that it stands before what it announces."""
    print(say(key, **gaps))
    sys.stdout.flush()


def complain(key, **gaps):
    """Print a message about something that went wrong."""
    sys.stdout.flush()
    sys.stderr.write(say(key, **gaps) + "\n")
    sys.stderr.flush()


def speak_utf8():
    """Never fail at printing Chinese, whatever the terminal was set to."""
    sys.stdout = _speaking_utf8(sys.stdout)
    sys.stderr = _speaking_utf8(sys.stderr)


def _speaking_utf8(stream):
    try:
        "\u5b57".encode(stream.encoding or "ascii")
        encoding = stream.encoding
    except UnicodeEncodeError:
        encoding = "utf-8"
    if hasattr(stream, "reconfigure"):  # since Python 3.7
        stream.reconfigure(encoding=encoding, errors="replace")
        return stream
    return io.TextIOWrapper(stream.detach(), encoding, "replace", line_buffering=True)


def _system_language():
    # Windows and macOS may set none of the variables; Python knows the system's setting there.
    return locale.getlocale()[0] or ""


def _guess(name):
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
